// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.lineage.KafkaLineageStore;
import io.offshard.it.broker.ProcessBroker;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints how long starting takes and what an image weighs; asserts that nothing is missing. */
final class LineageAtScaleIT {
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());

  @TempDir static Path directory = Path.of("");
  private static ProcessBroker broker;

  @BeforeAll
  static void start() {
    broker = ProcessBroker.start(directory.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Deployment deployment(String topic) {
    return new Deployment(broker.bootstrapServers(), topic);
  }

  private static KafkaLineageStore timed(Deployment deployment, String what) {
    long start = System.nanoTime();
    KafkaLineageStore replica = deployment.replica();
    print("%s: a replica has read it %d ms after its start".formatted(what, millisSince(start)));
    return replica;
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private static void print(String text) {
    System.out.println("[lineage] " + text);
  }

  @Test
  void aDayOfTenIdleReplicasIsReadSoonAlsoWhereNothingWasCompacted() {
    int each = 24 * 3600 * 3 / 10;
    try (Deployment deployment = deployment("day")) {
      List<UUID> replicas = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        replicas.add(new UUID(1, i));
      }
      for (int beat = 0; beat < each; beat++) {
        for (UUID replica : replicas) {
          deployment.write(
              new Heartbeat(replica, beat, 10L * beat, 1, beat == each - 1, List.of(), List.of()));
        }
      }
      deployment.flush();
      try (KafkaLineageStore replica =
          timed(deployment, "%d heartbeats of ten replicas in a day".formatted(10 * each))) {
        assertThat(replica.replicas()).isOne();
      }
    }
  }

  @Test
  void tenThousandStreamsWithAHundredThousandShardsFit() {
    int streams = 10_000;
    try (Deployment deployment = deployment("large")) {
      for (int i = 0; i < streams; i++) {
        UUID id = new UUID(2, i);
        deployment.write(new Prepare(id, new Create("stream-" + i, 10, SETTINGS)));
        deployment.write(new Commit(id, new Created(id)));
      }
      deployment.flush();
      long before = usedMegabytes();
      List<Lineage> image;
      try (KafkaLineageStore replica = timed(deployment, "10000 streams as events")) {
        print(
            "10000 streams, 100000 shards: about %d MB of heap"
                .formatted(usedMegabytes() - before));
        image = List.copyOf(replica.current().all());
        assertThat(image)
            .hasSize(streams)
            .allSatisfy(s -> assertThat(s.shards().open()).hasSize(10));
        Awaitility.await("the snapshot")
            .atMost(Duration.ofSeconds(60))
            .until(() -> replica.eventsSinceSnapshot() == 0);
        try (KafkaLineageStore late = timed(deployment, "10000 streams, snapshot and events")) {
          assertThat(late.current().all()).containsExactlyElementsOf(image);
        }
      }
    }
  }

  private static long usedMegabytes() {
    System.gc();
    Runtime vm = Runtime.getRuntime();
    return (vm.totalMemory() - vm.freeMemory()) >> 20;
  }

  @Test
  void aHundredReplicasAnswerAProposalTogether() {
    List<KafkaLineageStore> replicas = new ArrayList<>();
    try (Deployment deployment = deployment("members")) {
      long start = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        replicas.add(deployment.replica());
      }
      print("100 replicas were there after %d ms".formatted(millisSince(start)));
      KafkaLineageStore first = replicas.getFirst();
      Awaitility.await().until(() -> first.replicas() == 100);

      UUID id = new UUID(3, 3);
      first.append(new Prepare(id, new Create("s", 1, SETTINGS)));
      first.append(new Commit(id, new Created(id)));
      long proposed = System.nanoTime();
      first.append(new Prepare(new UUID(3, 4), new Delete("s")));
      long version = first.current().find("s").orElseThrow().version();
      Awaitility.await().pollDelay(Duration.ZERO).until(() -> first.drained(version));

      print(
          "all of them had stopped writing to a stream after %d ms"
              .formatted(millisSince(proposed)));
      assertThat(replicas)
          .allSatisfy(
              each -> assertThat(each.current().find("s").orElseThrow().pendingOp()).isPresent());
    } finally {
      replicas.parallelStream().forEach(KafkaLineageStore::close);
    }
  }
}
