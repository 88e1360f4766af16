// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bridge;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One stream under four APIs at once, one of them Kafka's own. */
final class OneStreamIT {
  private final KafkaSide kafka = new KafkaSide(SharedServer.broker().bootstrapServers());
  private final KinesisSide kinesis = new KinesisSide(JavaClients.shared());
  private final YandexSide yandex = new YandexSide(SharedServer.endpoint());
  private final V3ioSide v3io = new V3ioSide(SharedServer.endpoint());
  private final List<Side> all = List.of(kafka, kinesis, yandex, v3io);

  /** Who makes the stream. */
  enum Maker {
    KINESIS,
    YANDEX,
    V3IO
  }

  private String made(Maker by, int shards) {
    String name = "projects.one." + StreamNames.fresh("stream");
    switch (by) {
      case KINESIS -> kinesis.create(name, shards);
      case YANDEX -> yandex.create(name, shards);
      case V3IO -> v3io.create(name, shards);
    }
    return name;
  }

  private static List<Seen> sorted(List<Seen> records) {
    return records.stream()
        .sorted(comparingInt(Seen::partition).thenComparingLong(Seen::offset))
        .toList();
  }

  private void assertThatAllRead(String name, List<Seen> written) {
    for (Side reader : all) {
      assertThat(reader.read(name))
          .as("read by %s", reader)
          .isEqualTo(sorted(written).stream().map(reader::shown).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOneWritesAllReadAtTheSamePlaceWithTheSameKey(Maker by) {
    String name = made(by, 3);
    List<Seen> written = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (Side writer : all) {
        for (String key : List.of("alice", "k\u00e4se \"1\"", writer + "-" + round)) {
          written.add(writer.write(name, key, writer + " writes " + key + " in round " + round));
        }
      }
      written.add(v3io.write(name, null, "v3io needs no key " + round));
      written.add(kafka.write(name, null, "nor does Kafka " + round));
    }

    assertThatAllRead(name, written);
    assertThat(written.stream().filter(seen -> "alice".equals(seen.key())).map(Seen::partition))
        .as("one key in one shard, whichever API wrote it")
        .containsOnly(written.getFirst().partition());
  }

  @Test
  void growthInOneIsSeenInTheOthersAndLosesNothing() {
    String name = made(Maker.V3IO, 2);
    List<Seen> written = new ArrayList<>(round(name, 1));

    v3io.grow(name, 3);
    assertThat(kinesis.open(name)).hasSize(3);
    assertThat(kinesis.shards(name)).hasSize(4);
    assertThat(yandex.shards(name)).containsExactly(false, false, false);
    written.addAll(round(name, 2));

    yandex.grow(name, 4);
    assertThat(v3io.shards(name)).isEqualTo(4);
    assertThat(kinesis.open(name)).hasSize(4);
    written.addAll(round(name, 3));

    kinesis.mergeFirstTwo(name);
    assertThat(v3io.shards(name)).isEqualTo(4);
    assertThat(yandex.shards(name)).containsOnlyOnce(true).hasSize(4);
    written.addAll(round(name, 4));
    for (int shard = 0; shard < 4; shard++) {
      written.add(v3io.writeTo(name, shard, "key-" + shard, "into shard " + shard));
    }

    kinesis.scale(name, 6);
    // On the way to even shards some are split and merged again, and Kafka keeps their partitions.
    assertThat(kafka.partitions(name)).isGreaterThanOrEqualTo(6);
    assertThat(v3io.shards(name)).isEqualTo(kafka.partitions(name));
    assertThat(yandex.shards(name)).hasSize(kafka.partitions(name));
    written.addAll(round(name, 5));

    for (Side reader : all) {
      assertThat(reader.read(name).stream().map(Seen::anywhere))
          .as("read by %s", reader)
          .containsExactlyInAnyOrderElementsOf(written.stream().map(Seen::anywhere).toList());
    }
  }

  private List<Seen> round(String name, int number) {
    return List.of(kinesis, yandex, v3io).stream()
        .flatMap(
            writer ->
                IntStream.range(0, 12)
                    .mapToObj(i -> writer.write(name, "key-" + i, number + " " + writer + " " + i)))
        .toList();
  }
}
