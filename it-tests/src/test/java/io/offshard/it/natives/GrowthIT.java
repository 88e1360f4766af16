// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.TwoReplicas;
import io.offshard.it.cluster.Loop;
import io.offshard.it.natives.KeyedWriter.Acknowledged;
import io.offshard.it.natives.LineageFollower.Read;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * The owner of a topic adds partitions, while two replicas serve those who write and read it, and
 * one of the replicas is killed: nothing is lost, nothing is shown twice, and all that was
 * acknowledged is where the answer said.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class GrowthIT {
  private static final Map<String, String> EXPOSING =
      Map.of("OFFSHARD_STREAMS_EXPOSE", "[grow-*]", "OFFSHARD_STREAMS_NATIVE_POLL", "200ms");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEYS = 40;

  private TwoReplicas both;
  private OffshardProcess other;
  private List<KinesisClient> replicas = List.of();

  @BeforeAll
  void start(@TempDir Path directory) {
    both = TwoReplicas.start(directory, EXPOSING, JavaClients::impatient);
    replicas = both.clients();
    other = both.other();
  }

  @AfterAll
  void stop() {
    both.close();
  }

  @ParameterizedTest(name = "{0} partitions become {1}")
  @CsvSource({"4, 6", "4, 12"})
  void nothingIsLostNorRepeatedWhenPartitionsAreAdded(int before, int after) {
    OwnedTopic topic =
        OwnedTopic.create(
            both.broker().bootstrapServers(), StreamNames.fresh("grow"), before, Map.of());
    LiveStream.await(replicas.getFirst(), topic.name(), before);
    List<KeyedWriter> writers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<KinesisClient> turned = i == 1 ? replicas.reversed() : replicas;
      int number = i;
      List<String> keys =
          IntStream.range(0, i == 2 ? 1 : KEYS).mapToObj(k -> "w" + number + "k" + k).toList();
      writers.add(new KeyedWriter(topic.name(), turned, keys));
    }
    List<LineageFollower> followers =
        List.of(
            new LineageFollower(topic.name(), replicas),
            new LineageFollower(topic.name(), replicas.reversed()));
    AtomicInteger natives = new AtomicInteger();
    try (KafkaProducer<byte[], byte[]> producer =
        topic.producer(Map.of("metadata.max.age.ms", 500))) {
      List<Loop> loops = new ArrayList<>();
      writers.forEach(each -> loops.add(Loop.start("writer", each::turn)));
      followers.forEach(each -> loops.add(Loop.start("follower", each::turn)));
      loops.add(Loop.start("owner", () -> write(producer, topic, natives.getAndIncrement())));
      awaitMore(natives);

      topic.growTo(after);
      other.kill();
      LiveStream.await(replicas.getFirst(), topic.name(), after);
      awaitMore(natives);
      other.startAgain();
      awaitMore(natives);
      loops.forEach(Loop::join);
    }

    for (LineageFollower follower : followers) {
      List<Read> read = follower.finish();
      assertThat(follower.ended()).hasSize(Math.min(before, after - before));
      assertAllThatIsInKafka(topic, after, read);
      writers.forEach(writer -> assertWhereTheAnswerSaid(writer, read));
      if (after % before == 0) {
        writers.forEach(writer -> assertInOrderPerKey(writer, read));
      }
    }
  }

  /**
   * One replica stands still from before the growth until long after it, with a read and a write in
   * its sockets: what it answers must be true when it answers.
   */
  @Test
  void aReplicaThatSleptThroughTheGrowthKnowsBetterBeforeItAnswers() throws Exception {
    OwnedTopic topic =
        OwnedTopic.create(both.broker().bootstrapServers(), StreamNames.fresh("grow"), 1, Map.of());
    LiveStream.await(replicas.getFirst(), topic.name(), 1);
    KinesisClient awake = replicas.getFirst();
    String moves = keyThatMoves();
    try (KinesisClient sleeper = JavaClients.patient(other.endpoint())) {
      LiveStream stream = new LiveStream(sleeper, topic.name(), 1);
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> put(sleeper, topic, moves, "before") != null);
      String iterator = stream.iterator(0, ShardIteratorType.TRIM_HORIZON);
      CompletableFuture<GetRecordsResponse> page;
      CompletableFuture<PutRecordResponse> put;

      other.freeze();
      try {
        topic.growTo(2);
        page = CompletableFuture.supplyAsync(() -> stream.page(iterator));
        put = CompletableFuture.supplyAsync(() -> put(sleeper, topic, moves, "asleep"));
        LiveStream.await(replicas.getFirst(), topic.name(), 2);
        put(awake, topic, moves, "after");
        try (KafkaProducer<byte[], byte[]> producer = topic.producer(Map.of())) {
          producer.send(new ProducerRecord<>(topic.name(), 0, null, "late".getBytes(UTF_8))).get();
        }
      } finally {
        other.thaw();
      }

      assertThat(page.get(60, TimeUnit.SECONDS))
          .satisfies(
              answer -> {
                assertThat(answer.records())
                    .extracting(record -> record.data().asUtf8String())
                    .containsExactly("before");
                assertThat(answer.nextShardIterator()).isNull();
                assertThat(answer.childShards()).hasSize(2);
              });
      assertThat(put.get(60, TimeUnit.SECONDS).shardId()).isEqualTo(LiveStream.shardId(2));
      List<String> inChild = new LiveStream(awake, topic.name(), 3).texts(2);
      assertThat(inChild).containsExactlyInAnyOrder("after", "asleep");
    }
  }

  private static PutRecordResponse put(
      KinesisClient kinesis, OwnedTopic topic, String key, String text) {
    return kinesis.putRecord(
        request ->
            request.streamName(topic.name()).partitionKey(key).data(SdkBytes.fromUtf8String(text)));
  }

  /** Of two partitions it goes to the second. */
  private static String keyThatMoves() {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "k" + i)
        .filter(key -> BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), 2) == 1)
        .findFirst()
        .orElseThrow();
  }

  private static void write(KafkaProducer<byte[], byte[]> producer, OwnedTopic topic, int number) {
    String key = "owner" + number % KEYS;
    byte[] value = "%s-%06d".formatted(key, number).getBytes(UTF_8);
    var _ = producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value));
  }

  private static void awaitMore(AtomicInteger natives) {
    int now = natives.get();
    Awaitility.await("traffic").atMost(PATIENCE).until(() -> natives.get() > now + 50);
  }

  /**
   * Each shard is a stretch of one partition, and the stretches of a partition are the whole of it.
   */
  private void assertAllThatIsInKafka(OwnedTopic topic, int partitions, List<Read> read) {
    Map<String, Shard> shards =
        replicas
            .getFirst()
            .listShards(request -> request.streamName(topic.name()))
            .shards()
            .stream()
            .collect(toMap(Shard::shardId, Function.identity()));
    Map<String, List<String>> byShard = new HashMap<>();
    read.forEach(
        each -> byShard.computeIfAbsent(each.shard(), _ -> new ArrayList<>()).add(each.text()));
    assertThat(shards.keySet()).containsAll(byShard.keySet());
    int seen = 0;
    for (int partition = 0; partition < partitions; partition++) {
      List<String> there =
          topic.read(partition).stream().map(record -> new String(record.value(), UTF_8)).toList();
      List<String> shown = new ArrayList<>();
      while (shown.size() < there.size()) {
        String next = there.get(shown.size());
        List<String> stretch =
            byShard.values().stream()
                .filter(texts -> texts.getFirst().equals(next))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody has read " + next));
        shown.addAll(stretch);
      }
      assertThat(shown).isEqualTo(there);
      seen += shown.size();
    }
    assertThat(read).hasSize(seen);
  }

  private static void assertWhereTheAnswerSaid(KeyedWriter writer, List<Read> read) {
    Map<String, Read> byText = read.stream().collect(toMap(Read::text, Function.identity()));
    assertThat(writer.acknowledged())
        .isNotEmpty()
        .allSatisfy(
            ack -> {
              Read found = Objects.requireNonNull(byText.get(ack.text()), ack::text);
              assertThat(found.shard()).isEqualTo(ack.shard());
              assertThat(found.record().sequenceNumber()).isEqualTo(ack.sequenceNumber());
            });
  }

  private static void assertInOrderPerKey(KeyedWriter writer, List<Read> read) {
    Map<String, List<String>> acknowledged =
        writer.acknowledged().stream()
            .collect(groupingBy(Acknowledged::key, mapping(Acknowledged::text, toList())));
    acknowledged.forEach(
        (key, texts) -> {
          List<String> shown =
              read.stream()
                  .filter(each -> each.record().partitionKey().equals(key))
                  .map(Read::text)
                  .filter(texts::contains)
                  .toList();
          assertThat(shown).isEqualTo(texts);
        });
  }
}
