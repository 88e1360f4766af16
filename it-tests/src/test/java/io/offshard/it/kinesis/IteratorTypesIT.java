// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AFTER_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_TIMESTAMP;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.LATEST;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

final class IteratorTypesIT {

  private LiveStream stream = new LiveStream(JavaClients.shared(), "none", 0);

  @BeforeEach
  void createsAStreamOfItsOwn() {
    stream = LiveStream.create(JavaClients.shared(), 1);
  }

  @Test
  void trimHorizonStartsAtTheOldestRecord() {
    stream.put(0, "a");
    stream.put(0, "b");

    assertThat(stream.textsFrom(stream.iterator(0, TRIM_HORIZON))).containsExactly("a", "b");
  }

  @Test
  void latestIsFixedWhenItIsIssued() {
    stream.put(0, "before");
    String latest = stream.iterator(0, LATEST);
    stream.put(0, "after");

    assertThat(stream.textsFrom(latest)).containsExactly("after");
  }

  @Test
  void atSequenceNumberIncludesTheRecordAndAfterDoesNot() {
    stream.put(0, "a");
    String b = stream.put(0, "b").sequenceNumber();
    stream.put(0, "c");

    String at =
        stream.iterator(0, AT_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(b));
    String after =
        stream.iterator(0, AFTER_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(b));

    assertThat(stream.textsFrom(at)).containsExactly("b", "c");
    assertThat(stream.textsFrom(after)).containsExactly("c");
  }

  @Test
  void theStartingNumberOfAShardIsItsBeginning() {
    stream.put(0, "a");
    Shard shard =
        stream
            .kinesis()
            .listShards(request -> request.streamName(stream.name()))
            .shards()
            .getFirst();
    String start = shard.sequenceNumberRange().startingSequenceNumber();

    String at =
        stream.iterator(0, AT_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(start));
    String after =
        stream.iterator(0, AFTER_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(start));

    assertThat(stream.textsFrom(at)).containsExactly("a");
    assertThat(stream.textsFrom(after)).containsExactly("a");
  }

  @Test
  void atTimestampStartsAtTheFirstRecordFromThenOn() {
    Instant a = arrival(stream.put(0, "a").sequenceNumber());
    Awaitility.await().until(() -> Instant.now().isAfter(a.plusMillis(5)));
    Instant b = arrival(stream.put(0, "b").sequenceNumber());

    assertThat(stream.textsFrom(at(a))).containsExactly("a", "b");
    assertThat(stream.textsFrom(at(a.plusMillis(1)))).containsExactly("b");
    assertThat(stream.textsFrom(at(b))).containsExactly("b");
    assertThat(stream.textsFrom(at(Instant.EPOCH))).containsExactly("a", "b");
  }

  @Test
  void atATimestampBehindTheLastRecordWaitsForTheNext() {
    Instant a = arrival(stream.put(0, "a").sequenceNumber());
    Awaitility.await().until(() -> Instant.now().isAfter(a.plusMillis(5)));
    String behind = at(a.plusMillis(1));
    assertThat(stream.textsFrom(behind)).isEmpty();
    stream.put(0, "b");

    assertThat(stream.textsFrom(behind)).containsExactly("b");
  }

  @Test
  void atTimestampOnAnEmptyShardGivesAnIterator() {
    assertThat(stream.textsFrom(at(Instant.now().minusSeconds(1)))).isEmpty();
  }

  @Test
  void anIteratorMayBeUsedAgain() {
    stream.put(0, "a");
    String start = stream.iterator(0, TRIM_HORIZON);

    assertThat(stream.textsFrom(start)).containsExactly("a");
    assertThat(stream.textsFrom(start)).containsExactly("a");
  }

  @Test
  void anEmptyAnswerHasANextIteratorToo() {
    GetRecordsResponse empty = stream.page(stream.iterator(0, LATEST));
    stream.put(0, "a");

    assertThat(empty.records()).isEmpty();
    assertThat(stream.textsFrom(empty.nextShardIterator())).containsExactly("a");
  }

  private String at(Instant instant) {
    return stream.iterator(0, AT_TIMESTAMP, request -> request.timestamp(instant));
  }

  private Instant arrival(String sequenceNumber) {
    Record record =
        stream
            .readFrom(
                stream.iterator(
                    0,
                    AT_SEQUENCE_NUMBER,
                    request -> request.startingSequenceNumber(sequenceNumber)))
            .getFirst();
    return record.approximateArrivalTimestamp();
  }
}
