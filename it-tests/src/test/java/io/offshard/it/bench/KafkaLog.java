// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic as Kafka's own consumer reads it, from its beginning to its present end. */
final class KafkaLog implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Ledger ledger;
  private final long end;
  private Audit audit;
  private long seen;

  KafkaLog(Rig rig, String topic, int shards, Ledger ledger) {
    this.ledger = ledger;
    this.partitions =
        IntStream.range(0, shards).mapToObj(i -> new TopicPartition(topic, i)).toList();
    consumer =
        new KafkaConsumer<>(
            settings(rig), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(partitions);
    end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    audit = audit();
    consumer.seekToBeginning(partitions);
  }

  /**
   * The consumer's defaults but for two. Only committed records, as the server reads. And no long
   * poll: a fetch that waits at the end would hold up the next round, which begins elsewhere.
   */
  private static Map<String, Object> settings(Rig rig) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, rig.bootstrapServers());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return settings;
  }

  /** Fails unless the topic holds exactly the records of {@code ledger}. */
  static void verify(Rig rig, String topic, int shards, Ledger ledger) {
    try (KafkaLog log = new KafkaLog(rig, topic, shards, ledger)) {
      log.finish();
    }
  }

  /** How many records each shard of a topic has that has lost none. */
  static List<Long> sizes(Rig rig, String topic, int shards) {
    try (KafkaLog log = new KafkaLog(rig, topic, shards, new Ledger())) {
      Map<TopicPartition, Long> ends = log.consumer.endOffsets(log.partitions);
      return log.partitions.stream().map(each -> ends.getOrDefault(each, 0L)).toList();
    }
  }

  /** Reads to the end from wherever it is, and checks the whole. */
  void finish() {
    do {
      poll();
    } while (seen > 0);
  }

  /** One poll; after the last record it checks the whole and begins again. */
  int poll() {
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
      check(record);
      count++;
    }
    if (count == 0 && seen < end) {
      throw new IllegalStateException("nothing more to read after %d of %d".formatted(seen, end));
    }
    seen += count;
    if (seen >= end) {
      audit.complete(ledger);
      audit = audit();
      seen = 0;
      consumer.seekToBeginning(partitions);
    }
    return count;
  }

  private void check(ConsumerRecord<byte[], byte[]> record) {
    audit.see(record.partition(), Objects.requireNonNull(record.value()), 0);
  }

  private Audit audit() {
    return new Audit(Payload.BYTES, partitions.size(), ledger.writers().size());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
