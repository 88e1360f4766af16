// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.file.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The directory of one {@code offshard dev}, locked while it runs. The lock's file holds the
 * process number, so that the second one can name the first.
 */
record DataDir(Path path, FileChannel lock) implements AutoCloseable {

  /** Where data goes unless told otherwise: below the user's data home. */
  static Path byDefault(Map<String, String> environment) {
    String home = environment.getOrDefault("XDG_DATA_HOME", "");
    Path data =
        home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(home);
    return data.resolve("offshard").resolve("dev");
  }

  /**
   * Creates the directory if it is not there, and locks it.
   *
   * @throws Failure when it cannot be written to, or another process uses it
   */
  static DataDir open(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path file = absolute.resolve("dev.lock");
    try {
      Files.createDirectories(absolute);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new Failure(
            "another offshard dev (process %s) uses %s: stop it, or choose another directory with --data-dir"
                .formatted(Files.readString(file).strip(), absolute));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new DataDir(absolute, channel);
    } catch (IOException e) {
      throw new Failure(
          "cannot write to the data directory %s (%s): choose another with --data-dir"
              .formatted(absolute, Reasons.of(e)),
          e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new Failure("cannot unlock " + path, e);
    }
  }
}
