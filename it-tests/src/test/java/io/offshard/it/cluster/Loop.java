// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A thread that does one thing over and over, with a short rest, until it is told to stop. */
public final class Loop {
  private static final long REST = Duration.ofMillis(20).toNanos();

  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean stopping;

  private Loop() {}

  /** Starts it. */
  public static Loop start(String name, Runnable turn) {
    Loop loop = new Loop();
    Thread.ofPlatform().name(name).daemon().start(() -> loop.run(turn));
    return loop;
  }

  private void run(Runnable turn) {
    try {
      while (!stopping) {
        turn.run();
        LockSupport.parkNanos(REST);
      }
      ended.complete(null);
    } catch (RuntimeException | Error e) {
      ended.completeExceptionally(e);
    }
  }

  /** It ends after this turn. */
  public void askToStop() {
    stopping = true;
  }

  /** Waits for the end, and throws what went wrong. */
  public void join() {
    stopping = true;
    ended.join();
  }
}
