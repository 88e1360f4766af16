// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.FencedLeaderEpochException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.junit.jupiter.api.Test;

class FetchRoundTest {
  private static final Uuid ID = new Uuid(1, 2);
  private static final short VERSION = 17;

  private final Ask.Fetch first = fetch(0, ID);
  private final Ask.Fetch second = fetch(1, ID);
  private final FetchRound round = new FetchRound(List.of(first, second));

  @Test
  void asksWithoutWaitForCommittedRecordsOfTheTopicThatWasMeant() {
    FetchRequest.Builder builder = round.request();
    FetchRequest request = builder.build(builder.latestAllowedVersion());

    assertThat(builder.latestAllowedVersion()).isEqualTo(VERSION);
    assertThat(request.maxWait()).isZero();
    assertThat(request.minBytes()).isZero();
    assertThat(request.isolationLevel()).isEqualTo(IsolationLevel.READ_COMMITTED);
    assertThat(request.metadata().sessionId()).isZero();
    assertThat(request.data().topics().getFirst().topicId()).isEqualTo(ID);
    assertThat(request.data().topics().getFirst().partitions()).hasSize(2);
  }

  @Test
  void handsOutAnswersAndErrorsByPartition() {
    PartitionData records = data(0, Errors.NONE);

    round.answer(response(0, records, data(1, Errors.FENCED_LEADER_EPOCH)), VERSION);

    assertThat(first.answer()).isCompletedWithValue(records);
    assertThat(second.answer().exceptionNow()).isInstanceOf(FencedLeaderEpochException.class);
  }

  @Test
  void anOffsetOutOfRangeIsAnAnswer() {
    PartitionData beyond = data(0, Errors.OFFSET_OUT_OF_RANGE);

    round.answer(response(0, beyond), VERSION);

    assertThat(first.answer()).isCompletedWithValue(beyond);
    assertThat(second.answer()).isNotDone();
  }

  @Test
  void anEmptyAnswerOfThrottlingBrokerIsNoAnswer() {
    assertThatThrownBy(() -> round.answer(response(50), VERSION))
        .isInstanceOf(ThrottlingQuotaExceededException.class);
  }

  private static FetchResponse response(int throttleMillis, PartitionData... partitions) {
    LinkedHashMap<TopicIdPartition, PartitionData> all = new LinkedHashMap<>();
    for (PartitionData each : partitions) {
      all.put(new TopicIdPartition(ID, each.partitionIndex(), "a"), each);
    }
    return FetchResponse.of(Errors.NONE, throttleMillis, 0, all, List.of());
  }

  private static PartitionData data(int partition, Errors error) {
    return new PartitionData().setPartitionIndex(partition).setErrorCode(error.code());
  }

  private static Ask.Fetch fetch(int partition, Uuid id) {
    Leader leader = new Leader(new Node(1, "localhost", 9092), Optional.of(3));
    return new Ask.Fetch(new TopicIdPartition(id, partition, "a"), leader, 7, 100);
  }
}
