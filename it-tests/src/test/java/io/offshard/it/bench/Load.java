// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How calls follow each other. */
sealed interface Load {

  /** Each thread calls as soon as it has its answer; latency is that of the call. */
  record Closed() implements Load {}

  /**
   * One call every so often, whatever the answers do. Latency counts from the instant at which the
   * call was due, so a stall shows in every call that it delays (no coordinated omission).
   */
  record Scheduled(int callsPerSecond) implements Load {}

  /** What a load did in some time. */
  record Counts(long units, double seconds, Latencies latencies) {

    double rate() {
      return units / seconds;
    }
  }

  /** Runs the steps, each in a thread of its own, for {@code time}, and waits for the last call. */
  default Counts run(List<Step> steps, Duration time) throws Exception {
    AtomicLong slots = new AtomicLong();
    Latencies latencies = new Latencies();
    long units = 0;
    long start = System.nanoTime();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<Done>> running = new ArrayList<>();
      for (Step step : steps) {
        running.add(threads.submit(() -> loop(step, slots, start, start + time.toNanos())));
      }
      for (Future<Done> each : running) {
        Done done = each.get();
        units += done.units();
        latencies.add(done.latencies());
      }
    }
    return new Counts(units, (System.nanoTime() - start) / 1e9, latencies);
  }

  /** The share of one thread. */
  record Done(long units, Latencies latencies) {}

  private Done loop(Step step, AtomicLong slots, long start, long end) throws Exception {
    Latencies latencies = new Latencies();
    long units = 0;
    for (long due = due(slots, start, end); due < end; due = due(slots, start, end)) {
      units += step.run();
      latencies.add(System.nanoTime() - due);
    }
    return new Done(units, latencies);
  }

  /** Waits for the next call's instant, unless the end comes first, and answers it. */
  private long due(AtomicLong slots, long start, long end) {
    return switch (this) {
      case Closed() -> System.nanoTime();
      case Scheduled(int rate) -> {
        long due = start + slots.getAndIncrement() * 1_000_000_000L / rate;
        for (long left = due - System.nanoTime();
            left > 0 && due < end;
            left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        yield due;
      }
    };
  }
}
