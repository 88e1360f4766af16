// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.Shards;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Keys go where the producers of others put them. */
class KeyPlacementTest {

  private static Shards shards(int partitions) {
    return new Shards(
        IntStream.range(0, partitions)
            .mapToObj(p -> Shard.first(p, p, EvenSplit.of(partitions).get(p), 1, Instant.EPOCH))
            .toList());
  }

  private static int partition(KeyPlacement placement, int partitions, byte[] key) {
    return placement.place(shards(partitions), ByteBuffer.wrap(key)).partition();
  }

  @Property
  void murmur2IsThatOfKafkasOwnProducer(
      @ForAll byte @Size(min = 1, max = 300) [] key,
      @ForAll @IntRange(min = 1, max = 50) int partitions) {
    assertThat(partition(KeyPlacement.MURMUR2, partitions, key))
        .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
  }

  /** The check value of CRC-32, 0xcbf43926, modulo some counts; librdkafka's tests have it too. */
  @Example
  void crc32IsThatOfLibrdkafka() {
    byte[] key = "123456789".getBytes(UTF_8);

    assertThat(List.of(7, 10, 1000))
        .map(partitions -> partition(KeyPlacement.CRC32, partitions, key))
        .containsExactly(
            (int) (0xcbf43926L % 7), (int) (0xcbf43926L % 10), (int) (0xcbf43926L % 1000));
  }

  @Example
  void md5GoesByTheRanges() {
    assertThat(partition(KeyPlacement.MD5, 2, "a".getBytes(UTF_8))).isZero(); // 0x0cc1...
    assertThat(partition(KeyPlacement.MD5, 2, "b".getBytes(UTF_8))).isOne(); // 0x92eb...
  }
}
