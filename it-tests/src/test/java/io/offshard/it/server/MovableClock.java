// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs with the system's until a test holds it at an instant. Thread-safe. */
public final class MovableClock extends Clock {

  private final AtomicReference<Clock> clock = new AtomicReference<>(Clock.systemUTC());

  /** Stands still at {@code instant} from now on. */
  public void holdAt(Instant instant) {
    clock.set(Clock.fixed(instant, ZoneOffset.UTC));
  }

  /** Holds the clock {@code duration} after what it says now. */
  public void holdAfter(Duration duration) {
    holdAt(instant().plus(duration));
  }

  /** Runs with the system's clock again. */
  public void release() {
    clock.set(Clock.systemUTC());
  }

  @Override
  public Instant instant() {
    return clock.get().instant();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants only");
  }
}
