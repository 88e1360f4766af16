// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.items;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.Replication;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.kafka.items.KafkaItems;
import io.offshard.adapter.service.items.Items;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The item store of a replica in this JVM, on a real Kafka. */
public final class ItemReplica implements AutoCloseable {
  private static final long MEMORY = 64 << 20;

  private final KafkaCluster cluster;
  private final FetchPartitionReader reader;
  private final KafkaItems items;

  /** Asks nothing of Kafka yet. */
  public ItemReplica(String bootstrapServers, String topic) {
    KafkaClients clients =
        new KafkaClients(
            Map.of("bootstrap.servers", bootstrapServers), Map.of(), Map.of(), Map.of());
    this.cluster = new KafkaCluster(clients);
    this.reader = new FetchPartitionReader(clients, 1000, Duration.ofSeconds(5));
    this.items =
        new KafkaItems(
            clients,
            cluster,
            reader,
            topic,
            new Replication(Optional.empty(), Optional.empty()),
            MEMORY);
  }

  /** The store. */
  public Items items() {
    return items;
  }

  /** How many writes came after others. */
  public long conflicts() {
    return items.conflicts();
  }

  @Override
  public void close() {
    items.close();
    reader.close();
    cluster.close();
  }
}
