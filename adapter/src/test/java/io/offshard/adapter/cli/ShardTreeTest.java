// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.cli.ShardTree.Kind;
import io.offshard.adapter.cli.ShardTree.Row;
import io.offshard.adapter.cli.ShardTree.Strokes;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.Shard.Closing;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShardTreeTest {
  private static Shard shard(int index, long firstKey, Integer... parents) {
    return new Shard(
        index,
        0,
        0,
        new HashKeyRange(new HashKey(0, firstKey), HashKey.MAX),
        1,
        Instant.EPOCH,
        List.of(parents),
        List.of(),
        new Closing(0, Instant.EPOCH));
  }

  private static String drawn(Strokes strokes, Shard... shards) {
    return ShardTree.of(List.of(shards), strokes).stream()
        .map(
            row ->
                row.lead()
                    + row.shard().index()
                    + (row.kind() == Kind.SHARD ? "" : " " + row.kind())
                    + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void childrenStandUnderTheirParentInTheOrderOfTheirHashKeys() {
    assertThat(
            drawn(
                Strokes.UNICODE,
                shard(0, 0),
                shard(1, 50),
                shard(2, 9, 0),
                shard(3, 0, 0),
                shard(4, 0, 3)))
        .isEqualTo(
            """
            0
            ├─3
            │ └─4
            └─2
            1
            """);
  }

  @Test
  void aMergedShardStandsUnderItsLowerParentAndIsMentionedUnderTheOther() {
    assertThat(
            drawn(
                Strokes.ASCII,
                shard(0, 0),
                shard(1, 0, 0),
                shard(2, 9, 0),
                shard(3, 0, 1, 2),
                shard(4, 0, 3)))
        .isEqualTo(
            """
            0
            |-1
            | `-3
            |   `-4
            `-2
              `-3 MERGED
            """);
  }

  @Test
  void aTopicThatGrowsHasManyChildren() {
    assertThat(drawn(Strokes.ASCII, shard(0, 0), shard(1, 0, 0), shard(2, 5, 0), shard(3, 9, 0)))
        .isEqualTo(
            """
            0
            |-1
            |-2
            `-3
            """);
  }

  @Test
  void aShardWhoseParentsAreForgottenBeginsATree() {
    assertThat(drawn(Strokes.ASCII, shard(7, 0, 5, 6), shard(8, 0, 7))).isEqualTo("7\n`-8\n");
    assertThat(drawn(Strokes.ASCII, shard(6, 9), shard(7, 0, 5, 6))).isEqualTo("6\n`-7\n");
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertThat(drawn(Strokes.ASCII)).isEmpty();
  }

  @Test
  void aLongHistoryIsCutAndGoesOnBelow() {
    List<Shard> chain = new ArrayList<>(List.of(shard(0, 0)));
    for (int i = 1; i < 100; i++) {
      chain.add(shard(i, 0, i - 1));
    }
    List<Row> rows = ShardTree.of(chain, Strokes.ASCII);

    assertThat(rows).allMatch(row -> row.lead().length() <= 2 * ShardTree.MOST_LEVELS);
    List<Integer> cut = indexes(rows, Kind.CUT);
    assertThat(cut).isEqualTo(indexes(rows, Kind.CONTINUED)).hasSize(8).startsWith(12, 24);
  }

  @Test
  void everyShardOfAnyHistoryHasOneLine() {
    for (int seed = 0; seed < 200; seed++) {
      List<Shard> shards = random(new Random(seed));
      Map<Integer, Long> lines =
          ShardTree.of(shards, Strokes.UNICODE).stream()
              .filter(row -> row.kind() == Kind.SHARD || row.kind() == Kind.CUT)
              .collect(Collectors.groupingBy(row -> row.shard().index(), Collectors.counting()));

      assertThat(lines).as("seed %d", seed).hasSameSizeAs(shards);
      assertThat(lines.values()).as("seed %d", seed).containsOnly(1L);
    }
  }

  /** Splits, merges and growths of what is open at the time, in any order. */
  private static List<Shard> random(Random random) {
    List<Shard> all = new ArrayList<>(List.of(shard(0, 0)));
    List<Integer> open = new ArrayList<>(List.of(0));
    for (int step = 0; step < 60; step++) {
      Collections.shuffle(open, random);
      int parent = open.removeLast();
      if (random.nextBoolean() && !open.isEmpty()) {
        int other = open.removeLast();
        open.add(all.size());
        all.add(shard(all.size(), random.nextInt(100), parent, other));
      } else {
        for (int child = 0; child < 2 + random.nextInt(2); child++) {
          open.add(all.size());
          all.add(shard(all.size(), random.nextInt(100), parent));
        }
      }
    }
    return all;
  }

  private static List<Integer> indexes(List<Row> rows, Kind kind) {
    return rows.stream().filter(row -> row.kind() == kind).map(row -> row.shard().index()).toList();
  }
}
