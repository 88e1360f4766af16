// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A claim that is on its way through the log.
 *
 * @param seat what it is for
 * @param outcome the seat, or empty when another one has it; cancelled by who waits no more
 */
record Pending(KafkaSeat seat, CompletableFuture<Optional<KafkaSeat>> outcome) {
  Pending(KafkaSeat seat) {
    this(seat, new CompletableFuture<>());
  }

  void won() {
    if (!outcome.complete(Optional.of(seat))) {
      seat.close();
    }
  }

  void lost() {
    outcome.complete(Optional.empty());
  }
}
