// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionReader.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reader to be tested, and the one made of Kafka consumers that knows the right answers. */
final class Twins implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final KafkaCluster cluster;
  private final ConsumerPartitionReader oracle;
  private final FetchPartitionReader tested;

  Twins(String bootstrapServers) {
    KafkaClients clients = clients(bootstrapServers);
    this.cluster = new KafkaCluster(clients);
    this.oracle = new ConsumerPartitionReader(clients, cluster, 2, 1 << 20, TIMEOUT);
    this.tested = new FetchPartitionReader(clients, 1_000, TIMEOUT);
  }

  static KafkaClients clients(String bootstrapServers) {
    return new KafkaClients(
        Map.of("bootstrap.servers", bootstrapServers), Map.of(), Map.of(), Map.of());
  }

  FetchPartitionReader tested() {
    return tested;
  }

  PartitionReader oracle() {
    return oracle;
  }

  /**
   * One page of each. Pages may differ in length, the shorter must be the beginning of the other.
   */
  void compare(Place place, long offset, int maxRecords, int maxBytes) {
    Batch expected = oracle.read(place, offset, maxRecords, maxBytes);
    Batch page = tested.read(place, offset, maxRecords, maxBytes);
    String what = "%s at %d, %d records, %d bytes".formatted(place, offset, maxRecords, maxBytes);
    int common = Math.min(page.records().size(), expected.records().size());
    assertThat(page.records().subList(0, common))
        .as(what)
        .isEqualTo(expected.records().subList(0, common));
    assertThat(page.end()).as(what).isEqualTo(expected.end());
    assertThat(page.records().size()).as(what).isLessThanOrEqualTo(maxRecords);
    assertThat(page.records().isEmpty()).as(what).isEqualTo(expected.records().isEmpty());
    if (!page.records().isEmpty()) {
      assertThat(page.next()).as(what).isGreaterThan(page.records().getLast().offset());
    }
    if (page.records().size() > 1) {
      assertThat(page.records().stream().mapToLong(Batch.Entry::bytes).sum())
          .as(what)
          .isLessThanOrEqualTo(maxBytes);
    }
  }

  /** All that is in a partition from an offset on, page by page. */
  static List<Batch.Entry> drain(
      PartitionReader reader, Place place, long offset, int maxRecords, int maxBytes) {
    List<Batch.Entry> all = new ArrayList<>();
    long at = offset;
    while (true) {
      Batch page = reader.read(place, at, maxRecords, maxBytes);
      all.addAll(page.records());
      at = page.next();
      if (at >= page.end()) {
        return all;
      }
    }
  }

  @Override
  public void close() {
    tested.close();
    oracle.close();
    cluster.close();
  }
}
