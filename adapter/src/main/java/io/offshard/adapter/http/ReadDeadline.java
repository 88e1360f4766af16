// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Interrupts the current thread if it is still reading when the time is over. Jetty's own time-outs
 * measure silence, so a client that sends a byte a minute would hold its share of the budget for
 * ever.
 */
final class ReadDeadline implements AutoCloseable {
  private final Thread reader = Thread.currentThread();
  private final Scheduler.Task task;
  private boolean closed;
  private boolean expired;

  ReadDeadline(Scheduler scheduler, Duration time) {
    task = scheduler.schedule(this::expire, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void expire() {
    if (!closed) {
      expired = true;
      reader.interrupt();
    }
  }

  synchronized boolean expired() {
    return expired;
  }

  /** After this no interrupt arrives, and one that did is forgotten. */
  @Override
  public synchronized void close() {
    closed = true;
    task.cancel();
    if (expired) {
      Thread.interrupted();
    }
  }
}
