// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends this replica's heartbeats: three in each lease, and one whenever somebody waits for it. */
final class Pulse implements AutoCloseable {
  private final Lease lease;
  private final LineageReader reader;
  private final LineageWriter writer;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("offshard-heartbeat").factory());

  Pulse(Lease lease, LineageReader reader, LineageWriter writer) {
    this.lease = lease;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Beats from now on, once after a long sleep, and has that done with each beat; it must not
   * block.
   */
  void start(Runnable alongside) {
    long millis = Members.LEASE.toMillis() / 3;
    Runnable both =
        () -> {
          beat(false);
          alongside.run();
        };
    var _ = thread.scheduleWithFixedDelay(both, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Sends one soon; does not wait. */
  void beat() {
    try {
      thread.execute(() -> beat(false));
    } catch (RejectedExecutionException e) {
      // This replica has left.
    }
  }

  private void beat(boolean last) {
    if (reader.ended()) {
      return; // it can answer for nothing any more, and nobody shall wait for it
    }
    Heartbeat beat =
        new Heartbeat(
            lease.replica(), lease.sending(), reader.view().next(), LineageCodec.LEVEL, last);
    CompletableFuture<Void> _ = writer.append(LineageCodec.key(lease.replica()), beat);
  }

  /** Tells the others not to wait for this replica, which writes nothing any more. */
  @Override
  public void close() {
    thread.shutdownNow();
    beat(true);
  }
}
