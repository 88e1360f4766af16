// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.file.WatchedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access keys in a file, which is read again when it has changed. One that cannot be read then
 * changes nothing: the keys that were known go on being so, and the log says why. Thread-safe.
 */
public final class Credentials {
  private static final Logger log = LoggerFactory.getLogger(Credentials.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final LongSupplier nanos;
  private final AtomicLong lookedAt;
  private final WatchedFiles watched;
  private volatile Map<String, AccessKey> keys;

  /**
   * The keys of that file.
   *
   * @param nanos {@link System#nanoTime}
   * @throws InvalidCredentials when the file cannot be read now, with one line for the user
   */
  public Credentials(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    this.lookedAt = new AtomicLong(nanos.getAsLong());
    this.watched = new WatchedFiles(file);
    this.keys = read();
  }

  Optional<AccessKey> find(String accessKeyId) {
    return Optional.ofNullable(current().get(accessKeyId));
  }

  Collection<AccessKey> all() {
    return current().values();
  }

  private Map<String, AccessKey> current() {
    long now = nanos.getAsLong();
    long last = lookedAt.get();
    if (now - last >= EVERY_NANOS && lookedAt.compareAndSet(last, now)) {
      lookAgain();
    }
    return keys;
  }

  private void lookAgain() {
    if (!watched.changed()) {
      return;
    }
    try {
      keys = read();
      log.info("{} has changed: {} access keys", file, keys.size());
    } catch (InvalidCredentials e) {
      log.error("The access keys stay as they were: {}", e.getMessage());
    }
  }

  private Map<String, AccessKey> read() {
    try {
      return CredentialsFile.parse(Files.readString(file));
    } catch (IOException e) {
      throw new InvalidCredentials("cannot read " + file + " (" + e + ")");
    } catch (InvalidCredentials e) {
      throw new InvalidCredentials(file + ": " + e.getMessage());
    }
  }
}
