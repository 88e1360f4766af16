// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kpl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.SecureServer;
import io.offshard.it.kpl.Producer.Sent;
import io.offshard.it.natives.LineageFollower;
import io.offshard.it.natives.LineageFollower.Read;
import io.offshard.it.resharding.Resharder;
import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.kpl.UserRecord;
import io.offshard.mapping.stream.HashKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The library as it comes, over TLS, with the records of the application packed. */
@TestInstance(Lifecycle.PER_CLASS)
final class KplIT {
  private static final int SHARDS = 4;
  private static final int RECORDS = 4_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory = Project.emptyBuildDirectory("kpl");
  private SecureServer server;
  private KinesisClient kinesis;

  @BeforeAll
  void start() throws IOException {
    server =
        new SecureServer(
            directory.resolve("server"), SharedServer.broker().bootstrapServers(), Map.of());
    kinesis = JavaClients.impatient(server.clearEndpoint());
  }

  @AfterAll
  void stop() {
    kinesis.close();
    server.close();
  }

  @Test
  @Timeout(120)
  void eachRecordIsFoundOnceInTheShardOfItsHash() {
    LiveStream stream = LiveStream.create(kinesis, SHARDS);
    try (Producer producer = producer(stream)) {
      awaitPacking(producer);
      int before = producer.sent().size();
      producer.putWithHashKeys(RECORDS);
      List<Read> reads = read(stream);

      assertThat(reads).hasSizeLessThan(before + RECORDS / 20);
      assertThat(reads.stream().flatMap(read -> Found.in(read).stream()))
          .containsExactlyInAnyOrderElementsOf(found(producer));
      assertWhatTheClientReads(stream, reads, producer);
      assertThat(packed(reads)).isNotEmpty().allSatisfy(KplIT::assertWrittenAlike);
      assertCountedOnce(stream, packed(reads).getFirst());
    }
    assertThat(server.output().lines().filter(line -> line.contains(" operation=PutRecords ")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains(" protocol=HTTP/1.1 ", " result=ok "));
  }

  @Test
  @Timeout(120)
  void theProducerFollowsASplit() {
    LiveStream stream = LiveStream.create(kinesis, 1);
    Resharder calls = new Resharder(kinesis, stream.name());
    try (Producer producer = producer(stream)) {
      awaitPacking(producer);
      calls.split(calls.open().getFirst());
      awaitBatch(producer, batch -> shards(batch) == 2);
      producer.putWithHashKeys(RECORDS);

      assertWhatTheClientReads(stream, read(stream), producer);
    }
  }

  private Producer producer(LiveStream stream) {
    return new Producer(directory.resolve("program"), server.endpoint(), stream.name());
  }

  /**
   * It packs nothing before it has asked for the stream's shards, which it does with the first
   * record, and till then does not send hash keys either.
   */
  private static void awaitPacking(Producer producer) {
    awaitBatch(producer, batch -> numbers(batch) < batch.size() / 2);
  }

  private static void awaitBatch(Producer producer, Predicate<List<Sent>> enough) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(() -> enough.test(producer.put(50)));
  }

  private static long numbers(List<Sent> batch) {
    return batch.stream().map(each -> each.found().number()).distinct().count();
  }

  private static long shards(List<Sent> batch) {
    return batch.stream().map(each -> each.found().shard()).distinct().count();
  }

  private List<Read> read(LiveStream stream) {
    return new LineageFollower(stream.name(), List.of(kinesis)).finish();
  }

  private static List<Found> found(Producer producer) {
    return producer.sent().stream().map(Sent::found).toList();
  }

  private static List<Read> packed(List<Read> reads) {
    return reads.stream().filter(read -> AggregatedRecord.isOne(data(read.record()))).toList();
  }

  private static ByteBuffer data(Record record) {
    return record.data().asByteBuffer();
  }

  /** Each once, where the producer says, and in the shard to which it belongs. */
  private void assertWhatTheClientReads(LiveStream stream, List<Read> reads, Producer producer) {
    Map<String, HashKeyRange> ranges =
        kinesis.listShards(request -> request.streamName(stream.name())).shards().stream()
            .collect(Collectors.toMap(Shard::shardId, Shard::hashKeyRange));
    assertThat(
            reads.stream()
                .flatMap(
                    read ->
                        Found.byClient(read, requireNonNull(ranges.get(read.shard()))).stream()))
        .containsExactlyInAnyOrderElementsOf(found(producer));
    assertThat(producer.sent())
        .allSatisfy(
            each ->
                assertWithin(
                    requireNonNull(ranges.get(each.found().shard())), hashOf(each.record())));
  }

  private static void assertWithin(HashKeyRange range, HashKey hash) {
    assertThat(hash).isBetween(hashKey(range.startingHashKey()), hashKey(range.endingHashKey()));
  }

  private static HashKey hashOf(UserRecord record) {
    return record.explicitHashKey() == null
        ? PartitionKeyHash.of(record.partitionKey())
        : hashKey(record.explicitHashKey());
  }

  private static HashKey hashKey(String decimal) {
    return HashKey.parse(decimal).orElseThrow();
  }

  /** The library's own bytes are those that are written here for the same records. */
  private static void assertWrittenAlike(Read read) {
    ByteBuffer data = data(read.record());
    assertThat(AggregatedRecord.read(data))
        .hasValueSatisfying(packed -> assertThat(packed.bytes()).isEqualTo(data));
  }

  /** A page of at most one record has all that are packed in it. */
  private void assertCountedOnce(LiveStream stream, Read packed) {
    String iterator =
        kinesis
            .getShardIterator(
                request ->
                    request
                        .streamName(stream.name())
                        .shardId(packed.shard())
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .startingSequenceNumber(packed.record().sequenceNumber()))
            .shardIterator();
    List<Record> page =
        kinesis.getRecords(request -> request.shardIterator(iterator).limit(1)).records();
    assertThat(page).containsExactly(packed.record());
    assertThat(Found.in(packed)).hasSizeGreaterThan(1);
  }
}
