// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.kafka.Answers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;

/** The moment when a caller stops waiting, on the clock of {@link System#nanoTime}. */
record Deadline(long nanos) {
  private static final int FIRST_PAUSE_MILLIS = 10;
  private static final int LONGEST_PAUSE_MILLIS = 250;

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean isOver() {
    return left() <= 0;
  }

  private long left() {
    return nanos - System.nanoTime();
  }

  /**
   * Waits for an answer.
   *
   * @throws RuntimeException what it failed with
   * @throws TimeoutException when the time is over
   */
  <A> A await(CompletableFuture<A> answer) {
    try {
      return answer.get(Math.max(0, left()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException problem ? problem : Answers.unavailable(e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("no answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answers.unavailable(e);
    }
  }

  /** Whether there is an answer, or a failure, within that time and in time. */
  boolean isAnswered(CompletableFuture<?> answer, Duration within) {
    try {
      answer.get(Math.clamp(left(), 0, within.toNanos()), TimeUnit.NANOSECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answers.unavailable(e);
    }
  }

  /** Waits before an attempt, the first being number 0, longer from one to the next. */
  void pauseBefore(int attempt) {
    if (attempt == 0) {
      return;
    }
    long millis =
        Math.min(LONGEST_PAUSE_MILLIS, (long) FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(left(), TimeUnit.MILLISECONDS.toNanos(millis)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answers.unavailable(e);
    }
  }
}
