// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A topic whose owner adds partitions, several times. */
class ShardsTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** By so many partitions at a time; each partition has ten more records each time. */
  private static Shards grown(int first, List<Integer> added) {
    Shards shards = Shards.first(first, 100, BEGIN);
    for (int i = 0; i < added.size(); i++) {
      int step = i + 1;
      Map<Integer, Long> ends =
          IntStream.range(0, shards.partitions())
              .boxed()
              .collect(Collectors.toMap(Function.identity(), p -> 10L * step));
      int total = shards.partitions() + added.get(i);
      shards = shards.with(shards.growth(total), ends, BEGIN.plusSeconds(step), 100 + step);
    }
    return shards;
  }

  @Property(tries = 200)
  void theOpenShardsShareOutTheKeysAndThePartitions(
      @ForAll @IntRange(min = 1, max = 12) int first,
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 20) Integer> added,
      @ForAll long high,
      @ForAll long low) {
    Shards shards = grown(first, added);

    assertThat(shards.open())
        .extracting(Shard::partition)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, shards.partitions()).boxed().toList());
    HashKey next = HashKey.MIN;
    for (Shard shard : shards.open()) {
      assertThat(shard.range().start()).isEqualTo(next);
      next = shard.range().end().equals(HashKey.MAX) ? HashKey.MIN : shard.range().end().next();
    }
    assertThat(next).isEqualTo(HashKey.MIN);
    HashKey key = new HashKey(high, low);
    assertThat(shards.open())
        .filteredOn(shard -> shard.range().contains(key))
        .containsExactly(shards.at(key));
  }

  @Property(tries = 200)
  void everyOffsetOfAPartitionIsInOneShard(
      @ForAll @IntRange(min = 1, max = 12) int first,
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 20) Integer> added,
      @ForAll @IntRange(max = 100) int offset) {
    Shards shards = grown(first, added);

    for (int partition = 0; partition < shards.partitions(); partition++) {
      int here = partition;
      assertThat(shards.all())
          .filteredOn(shard -> shard.partition() == here && shard.covers(offset))
          .hasSize(1);
    }
  }

  @Property(tries = 200)
  void childrenCoverTheRangeOfTheirParentAndComeAfterIt(
      @ForAll @IntRange(min = 1, max = 12) int first,
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 20) Integer> added) {
    Shards shards = grown(first, added);

    for (Shard parent : shards.all()) {
      List<Shard> children = shards.childrenOf(parent);
      assertThat(children.isEmpty()).isEqualTo(parent.isOpen());
      if (!parent.isOpen()) {
        assertThat(
                new HashKeyRange(
                    children.getFirst().range().start(), children.getLast().range().end()))
            .isEqualTo(parent.range());
        assertThat(children)
            .hasSizeGreaterThan(1)
            .allSatisfy(
                child -> {
                  assertThat(child.index()).isGreaterThan(parent.index());
                  assertThat(child.createdSecond()).isGreaterThan(parent.createdSecond());
                  assertThat(parent.closedAt(child.opened())).isTrue();
                  assertThat(parent.openAt(child.opened())).isFalse();
                });
      }
    }
  }

  /**
   * What makes a lineage of it: with a multiple of the old count, each key of a partition stays or
   * goes to a child of its shard.
   */
  @Property(tries = 200)
  void whereTheCountIsMultipliedKeysGoToChildrenOfTheirShard(
      @ForAll @IntRange(min = 1, max = 12) int first,
      @ForAll @IntRange(min = 2, max = 5) int factor,
      @ForAll byte @Size(min = 1, max = 20) [] key) {
    Shards before = Shards.first(first, 100, BEGIN);
    Shards after = grown(first, List.of(first * (factor - 1)));

    for (KeyPlacement placement : List.of(KeyPlacement.MURMUR2, KeyPlacement.CRC32)) {
      Shard old = placement.place(before, ByteBuffer.wrap(key));
      assertThat(placement.place(after, ByteBuffer.wrap(key)).parents())
          .containsExactly(old.index());
    }
  }
}
