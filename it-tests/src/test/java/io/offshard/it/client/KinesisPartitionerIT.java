// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.SharedServer;
import io.offshard.partitioner.KinesisPartitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A Kafka producer puts its records where puts through the API with the same keys go. */
@TestInstance(Lifecycle.PER_CLASS)
final class KinesisPartitionerIT {
  private static final List<String> KEYS =
      IntStream.range(0, 60).mapToObj(i -> "schl\u00fcssel-" + i).toList();

  private final KinesisClient kinesis = JavaClients.shared();
  private KafkaProducer<String, String> producer;

  @BeforeAll
  void start() {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", SharedServer.broker().bootstrapServers(),
                "partitioner.class", KinesisPartitioner.class.getName(),
                "metadata.max.age.ms", 1_000),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  void stop() {
    producer.close();
  }

  @Test
  void keysOfProducersAndOfTheApiAreInTheSameShardsAlsoAfterSplitsAndMerges() throws Exception {
    LiveStream stream = LiveStream.create(kinesis, 3);
    assertSamePlaces(stream, "at first");

    kinesis.splitShard(
        request ->
            request
                .streamName(stream.name())
                .shardToSplit(LiveStream.shardId(2))
                .newStartingHashKey("300000000000000000000000000000000000000"));
    LiveStream four = LiveStream.await(kinesis, stream.name(), 4);
    awaitPartitions(four, 4);
    assertSamePlaces(four, "split");

    kinesis.mergeShards(
        request ->
            request
                .streamName(stream.name())
                .shardToMerge(LiveStream.shardId(0))
                .adjacentShardToMerge(LiveStream.shardId(1)));
    LiveStream merged = LiveStream.await(kinesis, stream.name(), 3);
    awaitPartitions(merged, 3);
    assertSamePlaces(merged, "merged");
  }

  @Test
  void recordsWithoutKeyAreInAllShards() throws Exception {
    LiveStream stream = LiveStream.create(kinesis, 3);

    assertThat(partitions(stream, 30)).containsExactly(0, 1, 2);
  }

  @Test
  void topicsOfOthersGetTheirKeysAsFromAnyProducer() throws Exception {
    String topic = "it-not-a-stream";
    Map<String, Object> kafka =
        Map.of("bootstrap.servers", SharedServer.broker().bootstrapServers());
    try (Admin admin = Admin.create(kafka)) {
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> plain =
        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
      for (String key : KEYS) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, "x");
        assertThat(producer.send(record).get().partition())
            .isEqualTo(plain.send(record).get().partition());
      }
    }
  }

  /** The producer hears of a change a moment after the API has said that it is made. */
  private void awaitPartitions(LiveStream stream, int count) {
    Awaitility.await().until(() -> partitions(stream, 20).size() == count);
  }

  private Set<Integer> partitions(LiveStream stream, int records) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      sent.add(producer.send(new ProducerRecord<>(stream.name(), null, "without")));
    }
    Set<Integer> partitions = new TreeSet<>();
    for (Future<RecordMetadata> each : sent) {
      partitions.add(each.get().partition());
    }
    return partitions;
  }

  private void assertSamePlaces(LiveStream stream, String round) throws Exception {
    Map<String, String> byApi = new TreeMap<>();
    for (String key : KEYS) {
      byApi.put(
          key,
          kinesis
              .putRecord(
                  request ->
                      request
                          .streamName(stream.name())
                          .partitionKey(key)
                          .data(SdkBytes.fromUtf8String("api")))
              .shardId());
      producer.send(new ProducerRecord<>(stream.name(), key, round)).get();
    }
    Map<String, String> byProducer = new TreeMap<>();
    for (Shard shard : kinesis.listShards(request -> request.streamName(stream.name())).shards()) {
      int index = Integer.parseInt(shard.shardId().substring("shardId-".length()));
      for (Record record :
          stream.readFrom(stream.iterator(index, ShardIteratorType.TRIM_HORIZON))) {
        if (record.data().asString(UTF_8).equals(round)) {
          byProducer.put(record.partitionKey(), shard.shardId());
        }
      }
    }
    assertThat(byProducer).isEqualTo(byApi);
  }
}
