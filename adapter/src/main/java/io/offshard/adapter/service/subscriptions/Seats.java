// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.subscriptions;

import io.offshard.mapping.subscription.SubscriptionKey;
import java.util.Optional;

/**
 * The right to have a shard pushed to a consumer, which one subscription at a time has, on whatever
 * replica. Thread-safe.
 */
@FunctionalInterface
public interface Seats {

  /**
   * Takes the seat, from whoever has had it for long enough. It blocks for Kafka.
   *
   * @return the seat; empty when somebody took it a moment ago
   * @throws io.offshard.adapter.service.StreamFaultException with {@link
   *     io.offshard.adapter.service.StreamFault.Unavailable} when nobody can tell in time
   */
  Optional<Seat> take(SubscriptionKey key);

  /** The seat as its owner has it. */
  interface Seat extends AutoCloseable {
    /** False from the moment on that this replica knows of a later owner; no I/O. */
    boolean isHeld();

    /** Gives it back, so that the next one need not wait; does not block. */
    @Override
    void close();
  }
}
