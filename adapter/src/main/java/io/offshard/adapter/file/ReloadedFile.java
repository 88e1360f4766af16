// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

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
public final class ReloadedFile<T> {
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
   * @param parser throws {@link UnusableFile} with one line for the user
   * @throws UnusableFile when the file cannot be read now
   */
  public ReloadedFile(Path file, Function<String, T> parser, LongSupplier nanos) {
    this.file = file;
    this.parser = parser;
    this.nanos = nanos;
    this.lookedAt = new AtomicLong(nanos.getAsLong());
    this.watched = new WatchedFiles(file);
    this.content = read();
  }

  /** The newest that could be read. */
  public T current() {
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
    } catch (UnusableFile e) {
      log.error("What was in it stays in force: {}", e.getMessage());
    }
  }

  private T read() {
    try {
      return parser.apply(Files.readString(file));
    } catch (IOException e) {
      throw new UnusableFile("cannot read " + file + " (" + e + ")");
    } catch (UnusableFile e) {
      throw new UnusableFile(file + ": " + e.getMessage());
    }
  }
}
