// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class LostTopicsTest {
  private static final Uuid ID = new Uuid(1, 2);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final LostTopics lost = new LostTopics(nanos::get);

  @Test
  void aTopicIsLostWhenNoBrokerHasKnownItForAWhile() {
    assertThat(lost.isLost(ID, "a")).isFalse();
    nanos.addAndGet(LostTopics.SURE.toNanos() - 1);
    assertThat(lost.isLost(ID, "a")).isFalse();

    nanos.addAndGet(1);

    assertThat(lost.isLost(ID, "a")).isTrue();
    assertThat(lost.isLost(ID, "a")).isTrue();
    assertThat(lost.isLost(new Uuid(1, 3), "a")).isFalse();
  }

  @Test
  void aTopicThatABrokerKnewMeanwhileIsWaitedForAnew() {
    assertThat(lost.isLost(ID, "a")).isFalse();
    nanos.addAndGet(LostTopics.SURE.toNanos());

    lost.found(ID);

    assertThat(lost.isLost(ID, "a")).isFalse();
  }
}
