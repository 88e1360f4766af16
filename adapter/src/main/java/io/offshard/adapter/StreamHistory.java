// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.KafkaTopics;
import io.offshard.adapter.kafka.Replication;
import io.offshard.adapter.kafka.UnusableSettings;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.lineage.LineageGlance;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Topics;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.Shards;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * All that a stream has been: its shards, and how far their partitions are written.
 *
 * @param asOf when it was looked at
 * @param ends behind the last record of each partition; empty where Kafka does not say
 * @param strays records that were written without a header into a partition after its last shard
 *     was closed, and so belong to none until it gets another; by partition, at most {@link
 *     #MOST_STRAYS} of each
 */
public record StreamHistory(
    Lineage stream, Instant asOf, List<Long> ends, Map<Integer, Long> strays) {
  /** So many are counted; there may be more. */
  public static final int MOST_STRAYS = 100_000;

  private static final int PAGE = 10_000;
  private static final int PAGE_BYTES = 4 << 20;

  /**
   * Asks Kafka, and reads the lineage topic; writes nothing, and asks no server.
   *
   * @return empty where there is no such stream
   * @throws StartFailure with one line for the user
   */
  public static Optional<StreamHistory> of(Config config, String name, Instant now) {
    Config.Kafka kafka = config.kafka();
    KafkaClients clients =
        new KafkaClients(kafka.client(), kafka.producer(), kafka.admin(), kafka.consumer());
    try (KafkaCluster cluster = new KafkaCluster(clients);
        var reader = new FetchPartitionReader(clients, 1, config.read().timeout())) {
      KafkaSide.reach(cluster, config);
      Topics topics = new KafkaTopics(cluster, new Replication(Optional.empty(), Optional.empty()));
      return LineageGlance.of(clients, config.lineage().topic())
          .find(name)
          .map(stream -> of(stream, now, topics, reader));
    } catch (UnusableSettings e) {
      throw new StartFailure("The Kafka settings are not usable: " + e.getMessage(), e);
    } catch (IllegalStateException | StreamFaultException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static StreamHistory of(
      Lineage stream, Instant now, Topics topics, PartitionReader reader) {
    int partitions = stream.shards().partitions();
    Optional<UUID> id = stream.topicId();
    if (id.isEmpty() || partitions == 0) {
      return new StreamHistory(stream, now, List.of(), Map.of());
    }
    return switch (topics.ends(stream.topic(), id.get(), partitions)) {
      case Topics.Ends.Known(List<Long> ends) ->
          new StreamHistory(stream, now, ends, strays(stream, id.get(), ends, reader));
      case Topics.Ends.NotYet notYet -> new StreamHistory(stream, now, List.of(), Map.of());
      case Topics.Ends.Gone gone -> new StreamHistory(stream, now, List.of(), Map.of());
    };
  }

  /** In a topic of others every partition has an open shard. */
  private static Map<Integer, Long> strays(
      Lineage stream, UUID id, List<Long> ends, PartitionReader reader) {
    Map<Integer, Long> found = new TreeMap<>();
    Shards shards = stream.shards();
    for (int partition = 0; partition < ends.size(); partition++) {
      Shard last = shards.last(partition);
      if (!last.isOpen()) {
        Place place = new Place(stream.topic(), id, partition, last.index());
        long count = strays(place, last.endOffset(), ends.get(partition), reader);
        if (count > 0) {
          found.put(partition, count);
        }
      }
    }
    return found;
  }

  private static long strays(Place place, long from, long end, PartitionReader reader) {
    long count = 0;
    long offset = from;
    while (offset < end && count < MOST_STRAYS) {
      Batch batch = reader.read(place, offset, PAGE, PAGE_BYTES);
      count +=
          batch.records().stream().filter(each -> !each.seal() && each.ordinal().isEmpty()).count();
      if (batch.next() <= offset) {
        break;
      }
      offset = batch.next();
    }
    return Math.min(count, MOST_STRAYS);
  }
}
