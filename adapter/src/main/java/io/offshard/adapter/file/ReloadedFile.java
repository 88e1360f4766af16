// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in a file, or in several that belong together, read again when one has changed. What
 * cannot be read then changes nothing: what was known goes on being so, and the log says why.
 * Thread-safe.
 */
public final class ReloadedFile<T> implements Supplier<T> {
  private static final Logger log = LoggerFactory.getLogger(ReloadedFile.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final String name;
  private final Supplier<T> reader;
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
    this(file.toString(), List.of(file), () -> read(file, parser), nanos);
  }

  /**
   * What a reader makes of some files.
   *
   * @param name of all of them, for the log
   * @param files which may be directories
   * @param reader throws {@link UnusableFile} with one line for the user
   * @throws UnusableFile when they cannot be read now
   */
  public ReloadedFile(String name, List<Path> files, Supplier<T> reader, LongSupplier nanos) {
    this.name = name;
    this.reader = reader;
    this.nanos = nanos;
    this.lookedAt = new AtomicLong(nanos.getAsLong());
    this.watched = new WatchedFiles(files);
    this.content = reader.get();
  }

  /** The newest that could be read. */
  @Override
  public T get() {
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
      content = reader.get();
      log.info("{} has changed and been read again", name);
    } catch (UnusableFile e) {
      log.error("What was in it stays in force: {}", e.getMessage());
    }
  }

  private static <T> T read(Path file, Function<String, T> parser) {
    try {
      return parser.apply(Files.readString(file));
    } catch (IOException e) {
      throw new UnusableFile("cannot read " + file + " (" + Reasons.of(e) + ")");
    } catch (UnusableFile e) {
      throw new UnusableFile(file + ": " + e.getMessage());
    }
  }
}
