// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.file.WatchedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in a file, which is read again when it has changed. One that cannot be read then changes
 * nothing: what was known goes on being so, and the log says why. Thread-safe.
 */
final class ReloadedFile<T> {
  private static final Logger log = LoggerFactory.getLogger(ReloadedFile.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final Function<String, T> parser;
  private final LongSupplier nanos;
  private final AtomicLong lookedAt;
  private final WatchedFiles watched;
  private volatile T content;

  /**
   * The content of that file.
   *
   * @param parser throws {@link InvalidCredentials} with one line for the user
   * @throws InvalidCredentials when the file cannot be read now
   */
  ReloadedFile(Path file, Function<String, T> parser, LongSupplier nanos) {
    this.file = file;
    this.parser = parser;
    this.nanos = nanos;
    this.lookedAt = new AtomicLong(nanos.getAsLong());
    this.watched = new WatchedFiles(file);
    this.content = read();
  }

  T current() {
    long now = nanos.getAsLong();
    long last = lookedAt.get();
    if (now - last >= EVERY_NANOS && lookedAt.compareAndSet(last, now)) {
      lookAgain();
    }
    return content;
  }

  private void lookAgain() {
    if (!watched.changed()) {
      return;
    }
    try {
      content = read();
      log.info("{} has changed and been read again", file);
    } catch (InvalidCredentials e) {
      log.error("What callers are known by stays as it was: {}", e.getMessage());
    }
  }

  private T read() {
    try {
      return parser.apply(Files.readString(file));
    } catch (IOException e) {
      throw new InvalidCredentials("cannot read " + file + " (" + e + ")");
    } catch (InvalidCredentials e) {
      throw new InvalidCredentials(file + ": " + e.getMessage());
    }
  }
}
