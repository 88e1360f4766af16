// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.TopicList.Layout;
import io.offshard.adapter.service.TopicList.Settings;
import io.offshard.mapping.lineage.TopicTraits;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WeaknessTest {
  private static final UUID ID = new UUID(0, 1);

  @Test
  void whatMakesATopicWeak() {
    Layout three = new Layout(ID, 1, 3, true);
    Layout one = new Layout(ID, 1, 1, true);
    TopicTraits traits = MemoryTopicList.USUAL.traits();

    assertThat(Weakness.of(three, new Settings(traits, 2, false))).isEmpty();
    assertThat(Weakness.of(three, new Settings(traits, 1, false)))
        .containsExactly(Weakness.ONE_IN_SYNC);
    assertThat(Weakness.of(three, new Settings(traits, 2, true))).containsExactly(Weakness.UNCLEAN);
    assertThat(Weakness.of(one, new Settings(traits, 1, true))).containsExactly(Weakness.ONE_COPY);
  }
}
