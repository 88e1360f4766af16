// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.Tails.Heard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.junit.jupiter.api.Test;

class TailSessionTest {
  private static final Uuid ID = new Uuid(1, 2);
  private static final Place PLACE = new Place("a", new UUID(1, 2), 0, 0);
  private static final Leader LEADER = new Leader(new Node(1, "localhost", 9092), Optional.of(3));
  private static final short VERSION = 17;
  private static final int SESSION = 77;

  private final List<Tail> lost = new ArrayList<>();
  private final TailBuffer buffer = new TailBuffer(1 << 20);
  private final TailSession session = new TailSession(1, buffer, lost::add);
  private final Tail first = joined(0, 5);
  private final Tail second = joined(1, 9);

  @Test
  void waitsAtTheBrokerForCommittedRecordsOfTheTopicThatWasMeant() {
    FetchRequest request = sent();

    assertThat(request.maxWait()).isEqualTo(250);
    assertThat(request.minBytes()).isEqualTo(1);
    assertThat(request.isolationLevel()).isEqualTo(IsolationLevel.READ_COMMITTED);
    assertThat(request.data().replicaState().replicaId()).isEqualTo(-1);
    assertThat(request.data().topics().getFirst().topicId()).isEqualTo(ID);
    assertThat(partitions(request)).extracting(FetchPartition::fetchOffset).containsExactly(5L, 9L);
    assertThat(partitions(request)).extracting(FetchPartition::currentLeaderEpoch).containsOnly(3);
  }

  @Test
  void namesOnlyWhatHasChangedOnceTheBrokerKeepsTheSession() throws Exception {
    begin();
    assertThat(partitions(sent())).isEmpty();

    answer(records(0, 5, 3));
    FetchRequest request = sent();

    assertThat(request.metadata().sessionId()).isEqualTo(SESSION);
    assertThat(partitions(request)).extracting(FetchPartition::partition).containsExactly(0);
    assertThat(partitions(request)).extracting(FetchPartition::fetchOffset).containsExactly(8L);
    assertThat(TailTest.arrived(await(first, 6)).records()).hasSize(2);
  }

  @Test
  void tellsTheBrokerWhoHasLeft() {
    begin();
    session.leave(first);

    FetchRequest request = sent();
    assertThat(request.data().forgottenTopicsData().getFirst().partitions()).containsExactly(0);
  }

  @Test
  void doesNotTakeWhatWasAskedForBeforeSomebodyLeftAndCameBack() throws Exception {
    begin();
    sent();
    session.leave(first);
    Tail again = joined(0, 6);

    answer(records(0, 5, 3));

    assertThat(await(again, 6)).isEqualTo(new Heard.Nothing(6));
    assertThat(again.next()).isEqualTo(6);
  }

  @Test
  void losesPartitionsThatTheBrokerDoesNotLead() throws Exception {
    begin();
    sent();
    answer(error(1, Errors.NOT_LEADER_OR_FOLLOWER));

    assertThat(lost).containsExactly(second);
    assertThat(await(second, 9)).isEqualTo(new Heard.Missed());
    assertThat(second.reaches(9)).isTrue();
    assertThat(await(first, 5)).isEqualTo(new Heard.Nothing(5));
    assertThat(sent().data().forgottenTopicsData().getFirst().partitions()).containsExactly(1);
  }

  @Test
  void beginsAnewWhereTheLogHasLostItsPlace() {
    begin();
    sent();
    answer(error(1, Errors.OFFSET_OUT_OF_RANGE));

    assertThat(lost).containsExactly(second);
    assertThat(second.reaches(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void stepsOverBytesThatAreNoRecords() {
    begin();
    sent();
    PartitionData broken = records(0, 5, 3);
    ByteBuffer bytes = ((MemoryRecords) broken.records()).buffer();
    bytes.put(bytes.limit() - 1, (byte) 40); // the number of headers of the last record

    answer(broken);

    assertThat(lost).containsExactly(first);
    assertThat(first.reaches(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void beginsAnotherSessionWhenTheBrokerHasForgottenThisOne() throws Exception {
    begin();
    sent();
    assertThat(
            session.answer(
                FetchResponse.of(
                    Errors.FETCH_SESSION_ID_NOT_FOUND, 0, 0, new LinkedHashMap<>(), List.of()),
                VERSION))
        .isFalse();

    assertThat(lost).isEmpty();
    assertThat(partitions(sent())).hasSize(2);
  }

  @Test
  void givesUpAllWhenTheConnectionBreaks() throws Exception {
    begin();
    session.fail(new DisconnectException("gone"));

    assertThat(lost).containsExactly(first, second);
    assertThat(session.isEmpty()).isTrue();
    assertThat(await(first, 5)).isEqualTo(new Heard.Missed());
  }

  @Test
  void anAnswerWithoutNewsEndsTheSilence() throws Exception {
    begin();
    sent();
    session.pause();
    assertThat(await(first, 5)).isEqualTo(new Heard.Missed());

    answer();

    assertThat(await(first, 5)).isEqualTo(new Heard.Nothing(5));
  }

  @Test
  void smallPageDoesNotKeepTheWholeAnswer() throws Exception {
    begin();
    sent();
    PartitionData data = records(0, 5, 1);
    MemoryRecords records = (MemoryRecords) data.records();
    ByteBuffer large = ByteBuffer.allocate(1 << 20).put(records.buffer()).flip();

    answer(data.setRecords(MemoryRecords.readableRecords(large)));

    ByteBuffer value = TailTest.arrived(await(first, 5)).records().getFirst().value();
    int behind = value.array().length - value.arrayOffset();
    assertThat(behind).isLessThanOrEqualTo(records.sizeInBytes());
  }

  private Tail joined(int partition, long at) {
    Tail tail = new Tail(new TopicIdPartition(ID, partition, "a"));
    tail.begin(at);
    session.join(tail, LEADER);
    return tail;
  }

  private FetchRequest sent() {
    return session.request().build(VERSION);
  }

  private static List<FetchPartition> partitions(FetchRequest request) {
    return request.data().topics().stream().flatMap(each -> each.partitions().stream()).toList();
  }

  /** The first request names all, and its answer too. */
  private void begin() {
    sent();
    answer(end(0, 5), end(1, 9));
  }

  private void answer(PartitionData... partitions) {
    LinkedHashMap<TopicIdPartition, PartitionData> all = new LinkedHashMap<>();
    for (PartitionData each : partitions) {
      all.put(new TopicIdPartition(ID, each.partitionIndex(), "a"), each);
    }
    assertThat(session.answer(FetchResponse.of(Errors.NONE, 0, SESSION, all, List.of()), VERSION))
        .isTrue();
  }

  private static PartitionData end(int partition, long end) {
    return new PartitionData()
        .setPartitionIndex(partition)
        .setHighWatermark(end)
        .setLastStableOffset(end)
        .setRecords(MemoryRecords.EMPTY);
  }

  private static PartitionData error(int partition, Errors error) {
    return new PartitionData().setPartitionIndex(partition).setErrorCode(error.code());
  }

  private static PartitionData records(int partition, long from, int count) {
    SimpleRecord[] records = new SimpleRecord[count];
    for (int i = 0; i < count; i++) {
      records[i] = new SimpleRecord(i, new byte[] {1}, new byte[] {2});
    }
    return end(partition, from + count)
        .setRecords(MemoryRecords.withRecords(from, Compression.NONE, records));
  }

  private static Heard await(Tail tail, long from) throws InterruptedException {
    return tail.await(from, Duration.ZERO, PLACE);
  }
}
