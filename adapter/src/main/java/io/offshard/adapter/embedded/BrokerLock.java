// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock that a broker process holds on its data directory while it lives. The operating system
 * lets go of it whatever way the process ends.
 */
final class BrokerLock implements AutoCloseable {
  private final FileChannel channel;

  private BrokerLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Empty when another process holds it. */
  static Optional<BrokerLock> tryAcquire(Path dataDir) throws IOException {
    Files.createDirectories(dataDir);
    FileChannel channel =
        FileChannel.open(
            dataDir.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? Optional.empty() : Optional.of(new BrokerLock(channel));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
