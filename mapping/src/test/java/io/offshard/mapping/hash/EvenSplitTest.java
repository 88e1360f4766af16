// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EvenSplitTest {
  private static final BigInteger KEYS = BigInteger.TWO.pow(128);

  @Example
  void threeShardsAreCutWhereTheServiceCutsThem() {
    assertThat(EvenSplit.of(3))
        .extracting(range -> range.start() + "-" + range.end())
        .containsExactly(
            "0-113427455640312821154458202477256070484",
            "113427455640312821154458202477256070485-226854911280625642308916404954512140969",
            "226854911280625642308916404954512140970-340282366920938463463374607431768211455");
  }

  @Example
  void oneShardHasAllKeys() {
    assertThat(EvenSplit.of(1)).containsExactly(new HashKeyRange(HashKey.MIN, HashKey.MAX));
  }

  @Example
  void thereIsAlwaysAShard() {
    assertThatThrownBy(() -> EvenSplit.of(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void smallStreamsAreCoveredWithoutGapOrOverlap() {
    IntStream.rangeClosed(1, 200).forEach(EvenSplitTest::assertCovered);
  }

  @Property(tries = 50)
  void largeStreamsAreCoveredWithoutGapOrOverlap(@ForAll @IntRange(min = 1, max = 10_000) int n) {
    assertCovered(n);
  }

  @Property(tries = 200)
  void everyKeyIsInExactlyOneRange(
      @ForAll @IntRange(min = 1, max = 1000) int n, @ForAll long high, @ForAll long low) {
    HashKey key = new HashKey(high, low);

    assertThat(EvenSplit.of(n)).filteredOn(range -> range.contains(key)).hasSize(1);
  }

  private static void assertCovered(int shards) {
    List<HashKeyRange> ranges = EvenSplit.of(shards);
    BigInteger width = KEYS.divide(BigInteger.valueOf(shards));

    assertThat(ranges).hasSize(shards);
    assertThat(ranges.getFirst().start()).isEqualTo(HashKey.MIN);
    assertThat(ranges.getLast().end()).isEqualTo(HashKey.MAX);
    for (int i = 0; i < shards; i++) {
      BigInteger start = width.multiply(BigInteger.valueOf(i));
      assertThat(ranges.get(i).start()).hasToString(start.toString());
      assertThat(i == 0 || ranges.get(i - 1).end().next().equals(ranges.get(i).start())).isTrue();
    }
  }
}
