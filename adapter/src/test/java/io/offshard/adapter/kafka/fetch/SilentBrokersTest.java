// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.kafka.fetch.SilentBrokers.Visit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

class SilentBrokersTest {
  private static final Node ONE = new Node(1, "localhost", 9092);
  private static final Node TWO = new Node(2, "localhost", 9093);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final SilentBrokers brokers = new SilentBrokers(nanos::get);

  private List<Visit> arrivals(int count) {
    return Stream.generate(brokers::visit).limit(count).toList();
  }

  @Test
  void anyNumberMayWaitForBrokersThatNobodyComplainsOf() {
    assertThat(arrivals(100)).allMatch(each -> each.to(ONE));
    assertThat(brokers.count()).isZero();
  }

  @Test
  void fewMayWaitForSilentBrokerAndAnyNumberForTheOthers() {
    List<Visit> waiting = arrivals(SilentBrokers.MOST + 1);
    waiting.forEach(each -> assertThat(each.to(ONE)).isTrue());
    nanos.addAndGet(SilentBrokers.PATIENCE.toNanos());

    assertThat(waiting.getFirst().complain(ONE)).isFalse();
    waiting.getFirst().close();

    assertThat(waiting.getLast().complain(ONE)).isTrue();
    assertThat(brokers.visit().to(ONE)).isFalse();
    assertThat(arrivals(100)).allMatch(each -> each.to(TWO));
    assertThat(brokers.count()).isOne();
  }

  @Test
  void complaintsOfThoseWhoHaveJustComeDoNotCount() {
    List<Visit> waiting = arrivals(100);
    waiting.forEach(each -> assertThat(each.to(ONE)).isTrue());
    nanos.addAndGet(SilentBrokers.PATIENCE.toNanos() - 1);

    assertThat(waiting.getFirst().complain(ONE)).isTrue();

    assertThat(brokers.count()).isZero();
  }

  @Test
  void whoGoesOnToAnotherBrokerLeavesPlace() {
    List<Visit> waiting = arrivals(SilentBrokers.MOST);
    waiting.forEach(each -> assertThat(each.to(ONE)).isTrue());
    nanos.addAndGet(SilentBrokers.PATIENCE.toNanos());
    assertThat(waiting.getFirst().complain(ONE)).isTrue();

    assertThat(waiting.getFirst().to(TWO)).isTrue();

    assertThat(brokers.visit().to(ONE)).isTrue();
  }

  @Test
  void anAnswerMakesUpForTheSilence() {
    List<Visit> waiting = arrivals(100);
    waiting.forEach(each -> assertThat(each.to(ONE)).isTrue());
    nanos.addAndGet(SilentBrokers.PATIENCE.toNanos());
    assertThat(waiting.getFirst().complain(ONE)).isFalse();

    waiting.getLast().praise();

    assertThat(arrivals(100)).allMatch(each -> each.to(ONE));
    assertThat(brokers.count()).isZero();
  }

  @Test
  void complaintsAreForgottenWhenNoneFollow() {
    List<Visit> waiting = arrivals(100);
    waiting.forEach(each -> assertThat(each.to(ONE)).isTrue());
    nanos.addAndGet(SilentBrokers.PATIENCE.toNanos());
    assertThat(waiting.getFirst().complain(ONE)).isFalse();

    nanos.addAndGet(SilentBrokers.MEMORY.toNanos());

    assertThat(brokers.count()).isZero();
    assertThat(waiting.getLast().to(ONE)).isTrue();
  }
}
