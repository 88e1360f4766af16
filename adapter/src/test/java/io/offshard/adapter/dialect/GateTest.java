// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate(1, Duration.ZERO);

  @Test
  void refusesACallBeyondItsPlacesWithTheThrottleError() {
    gate.through(
        () -> {
          assertThatThrownBy(() -> gate.through(() -> "second"))
              .isInstanceOfSatisfying(
                  Refusal.class,
                  refusal ->
                      assertThat(refusal.type())
                          .isEqualTo("ProvisionedThroughputExceededException"));
          return "first";
        });
  }

  @Test
  void aPlaceIsFreeAgainAfterACallAlsoAfterOneThatFailed() {
    assertThatThrownBy(
            () ->
                gate.through(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(gate.through(() -> "next")).isEqualTo("next");
  }
}
