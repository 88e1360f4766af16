// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class LeadersTest {
  private static final TopicIdPartition PARTITION = new TopicIdPartition(new Uuid(1, 2), 0, "a");
  private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20));
  private static final Deadline OVER = Deadline.in(Duration.ZERO);

  private final List<Ask.Topic> asked = new ArrayList<>();

  @Test
  void asksOnceAndRemembers() {
    Leaders leaders = answering(Map.of(0, leader(1)));

    assertThat(leaders.of(PARTITION, SOON)).isEqualTo(leader(1));
    assertThat(leaders.of(PARTITION, OVER)).isEqualTo(leader(1));
    assertThat(asked).hasSize(1);
  }

  @Test
  void asksAgainAfterTheLeaderWasWrong() {
    Leaders leaders = answering(Map.of(0, leader(1)));
    leaders.of(PARTITION, SOON);

    leaders.forget(PARTITION, leader(1));

    assertThat(leaders.of(PARTITION, SOON)).isEqualTo(leader(1));
    assertThat(asked).hasSize(2);
  }

  @Test
  void goesOnWithTheLeadersOfOtherPartitions() {
    Leaders leaders = answering(Map.of(0, leader(1), 1, leader(2)));
    leaders.of(PARTITION, SOON);

    leaders.forget(PARTITION, leader(1));

    assertThat(leaders.of(new TopicIdPartition(PARTITION.topicId(), 1, "a"), OVER))
        .isEqualTo(leader(2));
    assertThat(asked).hasSize(1);
  }

  @Test
  void keepsTheNewLeaderWhenSomebodyStillComplainsAboutTheOldOne() {
    Leaders leaders = answering(Map.of(0, leader(2)));
    leaders.of(PARTITION, SOON);

    leaders.forget(PARTITION, leader(1));

    assertThat(leaders.of(PARTITION, OVER)).isEqualTo(leader(2));
  }

  @Test
  void sharesOneQuestionAmongAllWhoWait() {
    Leaders leaders = new Leaders(asked::add);
    assertThatThrownBy(() -> leaders.of(PARTITION, OVER)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> leaders.of(PARTITION, OVER)).isInstanceOf(TimeoutException.class);
    assertThat(asked).hasSize(1);

    asked.getFirst().answer().complete(Map.of(0, leader(1)));

    assertThat(leaders.of(PARTITION, OVER)).isEqualTo(leader(1));
  }

  @Test
  void doesNotRememberThatThereIsNoLeader() {
    Leaders leaders = answering(Map.of(1, leader(1)));

    assertThatThrownBy(() -> leaders.of(PARTITION, SOON))
        .isInstanceOf(LeaderNotAvailableException.class);
    assertThatThrownBy(() -> leaders.of(PARTITION, SOON))
        .isInstanceOf(LeaderNotAvailableException.class);
    assertThat(asked).hasSize(2);
  }

  @Test
  void asksAgainWhileTheLeaderIsSilentUntilAnotherOneLeads() {
    Leaders leaders = new Leaders(asked::add);
    assertThatThrownBy(() -> leaders.of(PARTITION, OVER)).isInstanceOf(TimeoutException.class);
    asked.getLast().answer().complete(Map.of(0, leader(1)));

    assertThat(leaders.isStill(leader(1), PARTITION)).isTrue();
    asked.getLast().answer().complete(Map.of());
    assertThat(leaders.isStill(leader(1), PARTITION)).isTrue();
    asked.getLast().answer().complete(Map.of(0, leader(2)));

    assertThat(leaders.isStill(leader(1), PARTITION)).isFalse();
    assertThat(leaders.of(PARTITION, OVER)).isEqualTo(leader(2));
    assertThat(asked).hasSize(3);
  }

  @Test
  void passesOnWhatKafkaSays() {
    Leaders leaders =
        new Leaders(
            ask -> {
              asked.add(ask);
              ask.fail(new UnknownTopicOrPartitionException("a"));
            });

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> leaders.of(PARTITION, SOON))
          .isInstanceOf(UnknownTopicOrPartitionException.class);
    }
    assertThat(asked).hasSize(2);
  }

  private Leaders answering(Map<Integer, Leader> answer) {
    return new Leaders(
        ask -> {
          asked.add(ask);
          ask.answer().complete(answer);
        });
  }

  private static Leader leader(int broker) {
    return new Leader(new Node(broker, "localhost", 9092), Optional.of(broker));
  }
}
