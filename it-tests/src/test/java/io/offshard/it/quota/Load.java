// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.quota;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A client that asks for more than it may have, for some seconds after its first burst. */
final class Load {
  private static final Duration TIME = Duration.ofSeconds(Boolean.getBoolean("long") ? 30 : 6);

  /** What became of what a call asked for, counted in records, bytes or calls. */
  record Fate(long given, long refused) {

    Fate and(Fate other) {
      return new Fate(given + other.given, refused + other.refused);
    }
  }

  /** What it got. */
  record Result(double perSecond, Fate all) {}

  private Load() {}

  /**
   * Calls at a pace. It measures from one refusal to another, when nothing has been saved, so that
   * neither the first burst nor a pause counts.
   */
  static Result at(String name, Duration pace, Supplier<Fate> call) {
    while (call.get().refused() == 0) {
      Thread.onSpinWait();
    }
    long begin = System.nanoTime();
    long end = begin;
    Fate counted = new Fate(0, 0);
    Fate sinceThen = new Fate(0, 0);
    for (long next = begin; end - begin < TIME.toNanos(); next += pace.toNanos()) {
      LockSupport.parkNanos(next - System.nanoTime());
      Fate fate = call.get();
      sinceThen = sinceThen.and(fate);
      if (fate.refused() > 0) {
        end = System.nanoTime();
        counted = counted.and(sinceThen);
        sinceThen = new Fate(0, 0);
      }
    }
    Result result = new Result(counted.given() * 1e9 / (end - begin), counted);
    System.out.printf(
        "%s: %.1f a second given, of %.1f asked for, in %.1f s%n",
        name,
        result.perSecond(),
        (counted.given() + counted.refused()) * 1e9 / (end - begin),
        (end - begin) / 1e9);
    return result;
  }
}
