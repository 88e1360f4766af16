// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FrontierTest {
  private static final UUID TOPIC = new UUID(9, 9);

  private final Frontier frontier = new Frontier();

  @Test
  void whatIsOverIsForgotten() {
    frontier.passed(TOPIC, 0, 7);
    assertThat(frontier.limit(1, TOPIC, 0)).isEqualTo(7);
    frontier.passed(TOPIC, 0, 9);
    assertThat(frontier.limit(1, TOPIC, 0)).isEqualTo(7);
    frontier.keepOnly(Set.of(), Set.of(TOPIC));
    assertThat(frontier.limit(1, TOPIC, 0)).isEqualTo(9);
    frontier.keepOnly(Set.of(), Set.of());
    assertThat(frontier.limit(1, TOPIC, 0)).isZero();
  }
}
