// SPDX-License-Identifier: Apache-2.0
package io.offshard.partitioner;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts each record of a Kafka producer where a put through the Kinesis API with the same key would
 * put it: into the partition of the open shard that takes the MD5 of the key's bytes. Records
 * without a key go to the open shards in turn. It follows the streams' lineage with a consumer of
 * its own, made with the producer's settings. Topics that are no streams of Offshard's are treated
 * as by Kafka's own partitioner for keys (murmur2).
 *
 * <p>While a stream is being resharded, a record may be sent by what was true a moment ago: it then
 * belongs to the shard that has its offset. Who needs the order of a key kept through that must
 * write through the API.
 *
 * <p>Settings, beside the producer's: {@code offshard.lineage.topic}, by default {@code
 * __offshard_lineage}. The producer's user needs the right to read that topic. The first record of
 * a topic waits until it has been read, {@code max.block.ms} at most. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 */
public final class KinesisPartitioner implements Partitioner {
  /** The name of the setting that names the lineage topic. */
  public static final String LINEAGE_TOPIC = "offshard.lineage.topic";

  private static final Logger log = LoggerFactory.getLogger(KinesisPartitioner.class);
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  /** For so long a topic that is no stream is not asked for again. */
  private static final Duration NO_STREAM = Duration.ofSeconds(5);

  /** Settings of producers that mean something else to the consumer. */
  private static final List<String> ITS_OWN =
      List.of("interceptor.classes", "metric.reporters", "key.deserializer", "value.deserializer");

  private final Map<String, Long> strangers = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private Duration patience = DEFAULT_PATIENCE;
  private @Nullable LineageFollower follower;

  @Override
  public void configure(Map<String, ?> configs) {
    Map<String, Object> settings = new HashMap<>();
    configs.forEach(
        (name, value) -> {
          if (ConsumerConfig.configNames().contains(name) && !ITS_OWN.contains(name)) {
            settings.put(name, value);
          }
        });
    Object producer = configs.get("client.id");
    settings.put("client.id", (producer == null ? "producer" : producer) + "-offshard-lineage");
    Object topic = configs.get(LINEAGE_TOPIC);
    if (configs.get("max.block.ms") != null) {
      patience = Duration.ofMillis(Long.parseLong(configs.get("max.block.ms").toString()));
    }
    follower =
        new LineageFollower(topic == null ? "__offshard_lineage" : topic.toString(), settings);
  }

  @Override
  public int partition(
      String topic,
      @Nullable Object key,
      byte @Nullable [] keyBytes,
      @Nullable Object value,
      byte @Nullable [] valueBytes,
      Cluster cluster) {
    OpenShards shards = shards(topic);
    if (keyBytes == null) {
      int next = Utils.toPositive(turn.getAndIncrement());
      return shards == null
          ? next % cluster.partitionsForTopic(topic).size()
          : shards.all().get(next % shards.all().size()).partition();
    }
    return shards == null
        ? Utils.toPositive(Utils.murmur2(keyBytes)) % cluster.partitionsForTopic(topic).size()
        : shards.partition(md5(keyBytes));
  }

  /** Null for a topic that is no stream. */
  private @Nullable OpenShards shards(String topic) {
    LineageFollower lineage = Objects.requireNonNull(follower, "not configured");
    OpenShards shards = lineage.find(topic);
    if (shards != null) {
      return shards;
    }
    Long seen = strangers.get(topic);
    if (seen == null || System.nanoTime() - seen > NO_STREAM.toNanos()) {
      lineage.catchUp(patience);
      shards = lineage.find(topic);
      if (shards == null && strangers.put(topic, System.nanoTime()) == null) {
        log.warn("{} is no stream made through Offshard: its keys are placed by murmur2", topic);
      }
    }
    return shards;
  }

  private static byte[] md5(byte[] key) {
    try {
      return MessageDigest.getInstance("MD5").digest(key);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
  }
}
