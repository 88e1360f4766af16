// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AFTER_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_TIMESTAMP;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.ServerInThisJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** What changes as hours pass: the server's clock is the test's. */
final class TimeIT {

  private static final Duration RETENTION = Duration.ofHours(24);
  private static final Duration LIFE = Duration.ofMinutes(5);

  @TempDir static Path directory = Path.of("");

  private static ServerInThisJvm server;
  private static KinesisClient kinesis;

  @BeforeAll
  static void startsAServerWithAMovableClock() {
    server = new ServerInThisJvm(directory);
    kinesis = JavaClients.sync(server.endpoint());
  }

  @AfterAll
  static void stops() {
    kinesis.close();
    server.close();
  }

  @AfterEach
  void letsTheClockRun() {
    server.clock().release();
  }

  @Test
  void recordsOlderThanTheRetentionAreNotReturned() {
    LiveStream stream = LiveStream.create(kinesis, 1);
    List<Record> records = twoRecordsApart(stream);
    Instant a = records.get(0).approximateArrivalTimestamp();
    Instant b = records.get(1).approximateArrivalTimestamp();

    server.clock().holdAt(a.plus(RETENTION));
    assertThat(stream.texts(0)).containsExactly("a", "b");

    server.clock().holdAt(b.plus(RETENTION));
    assertThat(stream.texts(0)).containsExactly("b");

    server.clock().holdAt(b.plus(RETENTION).plusMillis(1));
    assertThat(stream.texts(0)).isEmpty();
  }

  @Test
  void trimmedPositionsResumeAtTheHorizon() {
    LiveStream stream = LiveStream.create(kinesis, 1);
    List<Record> records = twoRecordsApart(stream);
    String trimmed = records.get(0).sequenceNumber();
    String fromTheStart = stream.iterator(0, TRIM_HORIZON);
    server.clock().holdAt(records.get(1).approximateArrivalTimestamp().plus(RETENTION));

    String at =
        stream.iterator(0, AT_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(trimmed));
    String after =
        stream.iterator(
            0, AFTER_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(trimmed));
    String then =
        stream.iterator(
            0,
            AT_TIMESTAMP,
            request -> request.timestamp(records.get(0).approximateArrivalTimestamp()));

    assertThat(stream.textsFrom(at)).containsExactly("b");
    assertThat(stream.textsFrom(after)).containsExactly("b");
    assertThat(stream.textsFrom(then)).containsExactly("b");
    assertThatThrownBy(() -> stream.page(fromTheStart))
        .isInstanceOf(ExpiredIteratorException.class);
  }

  @Test
  void anIteratorLivesFiveMinutes() {
    LiveStream stream = LiveStream.create(kinesis, 1);
    stream.put(0, "a");
    server.clock().holdAfter(Duration.ZERO);
    String iterator = stream.iterator(0, TRIM_HORIZON);

    server.clock().holdAfter(LIFE);
    GetRecordsResponse inTime = stream.page(iterator);
    assertThat(inTime.records()).hasSize(1);

    server.clock().holdAfter(Duration.ofMillis(1));
    assertThatThrownBy(() -> stream.page(iterator))
        .isInstanceOf(ExpiredIteratorException.class)
        .hasMessageContaining("Iterator expired. The iterator was created at time ")
        .hasMessageContaining(
            "which is further in the future than the tolerated delay of 300000 milliseconds.");
    assertThat(stream.page(inTime.nextShardIterator()).records()).isEmpty();
  }

  @Test
  void aNextTokenLivesFiveMinutes() {
    LiveStream stream = LiveStream.create(kinesis, 2);
    server.clock().holdAfter(Duration.ZERO);
    String token =
        kinesis.listShards(request -> request.streamName(stream.name()).maxResults(1)).nextToken();

    server.clock().holdAfter(LIFE);
    assertThat(kinesis.listShards(request -> request.nextToken(token)).shards()).hasSize(1);

    server.clock().holdAfter(Duration.ofMillis(1));
    assertThatThrownBy(() -> kinesis.listShards(request -> request.nextToken(token)))
        .isInstanceOf(ExpiredNextTokenException.class);
  }

  /** Two records "a" and "b" whose arrivals are at least a few milliseconds apart. */
  private static List<Record> twoRecordsApart(LiveStream stream) {
    stream.put(0, "a");
    Instant put = Instant.now();
    Awaitility.await().until(() -> Instant.now().isAfter(put.plusMillis(5)));
    stream.put(0, "b");
    return stream.readFrom(stream.iterator(0, TRIM_HORIZON));
  }
}
