// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
  private static final UUID TOPIC = new UUID(1, 1);

  private final RoundRobin turns = new RoundRobin();

  @Test
  void eachStreamBeginsWithItsFirstShardAndGoesRound() {
    assertThat(turns.take(TOPIC, 3, 4)).isZero();
    assertThat(turns.take(TOPIC, 3, 4)).isEqualTo(3);
    assertThat(turns.take(new UUID(1, 2), 1, 4)).isZero();
    assertThat(turns.take(TOPIC, 1_000_000, 4)).isEqualTo(2);
    assertThat(turns.take(TOPIC, 1, 4)).isEqualTo(2);
  }

  @Test
  void aTurnIsAlwaysAShardThatThereIs() {
    assertThat(turns.take(TOPIC, 7, 8)).isZero();
    assertThat(turns.take(TOPIC, 1, 3)).isEqualTo(1);
    assertThat(turns.take(TOPIC, Integer.MAX_VALUE, 8)).isEqualTo(2);
    assertThat(turns.take(TOPIC, 1, 8)).isEqualTo(1);
  }

  @Test
  void streamsThatAreNotWrittenToAreForgotten() {
    assertThat(turns.take(TOPIC, 1, 2)).isZero();
    for (int i = 0; i < 10_000; i++) {
      assertThat(turns.take(new UUID(2, i), 1, 2)).isZero();
    }

    assertThat(turns.take(TOPIC, 1, 2)).isZero();
  }
}
