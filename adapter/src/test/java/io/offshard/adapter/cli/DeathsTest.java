// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeathsTest {
  private static final Instant START = Instant.EPOCH;

  private final Deaths deaths = new Deaths();

  @Test
  void threeWithinAMinuteAreTooMany() {
    assertThat(deaths.tooManyWith(START)).isFalse();
    assertThat(deaths.tooManyWith(START.plusSeconds(30))).isFalse();
    assertThat(deaths.tooManyWith(START.plusSeconds(60))).isTrue();
  }

  @Test
  void oneEveryHalfMinuteAndABitIsNot() {
    for (int i = 0; i < 10; i++) {
      assertThat(deaths.tooManyWith(START.plusSeconds(31L * i))).isFalse();
    }
  }
}
