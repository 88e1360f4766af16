// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.TwoReplicas;
import io.offshard.it.cluster.Loop;
import io.offshard.it.natives.KeyedWriter;
import io.offshard.it.natives.LineageFollower;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/** A stream on demand that is written to through two replicas, and then is not any more. */
final class OnDemandIT {
  private static final Map<String, String> QUICK =
      Map.of(
          "OFFSHARD_STREAMS_ON_DEMAND_LOOK", "500ms",
          "OFFSHARD_STREAMS_ON_DEMAND_SHARD_RECORDS", "20",
          "OFFSHARD_STREAMS_ON_DEMAND_MOST_SHARDS", "8",
          "OFFSHARD_STREAMS_ON_DEMAND_CALM", "8s");

  @Test
  void itGetsShardsForItsLoadAndGivesThemUpAgain(@TempDir Path directory) {
    try (TwoReplicas replicas = TwoReplicas.start(directory, QUICK, JavaClients::impatient)) {
      KinesisClient one = replicas.clients().getFirst();
      String name = StreamNames.fresh("demand");
      LiveStream.create(
          one,
          name,
          4,
          request ->
              request
                  .shardCount(null)
                  .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
      List<String> keys = IntStream.range(0, 20).mapToObj(i -> "k" + i).toList();
      KeyedWriter first = new KeyedWriter(name, replicas.clients(), keys);
      List<String> others = keys.stream().map(key -> "other " + key).toList();
      KeyedWriter second = new KeyedWriter(name, replicas.clients().reversed(), others);
      List<Loop> loops =
          List.of(Loop.start("writer", first::turn), Loop.start("writer", second::turn));
      awaitShards(one, name, 8);
      loops.forEach(Loop::join);
      awaitShards(one, name, 4);

      assertThat(new LineageFollower(name, replicas.clients()).finish())
          .hasSize(first.acknowledged().size() + second.acknowledged().size());
    }
  }

  private static void awaitShards(KinesisClient kinesis, String name, int count) {
    LiveStream stream = new LiveStream(kinesis, name, count);
    Awaitility.await(count + " shards")
        .atMost(Duration.ofSeconds(90))
        .until(() -> stream.summary().openShardCount() == count);
  }
}
