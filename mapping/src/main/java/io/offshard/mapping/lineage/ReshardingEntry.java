// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static java.util.stream.Collectors.toMap;

import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import io.offshard.mapping.stream.HashKey;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a resharding: of its proposal and its steps, and of one under way in a snapshot.
 * Public only because a {@link Struct} asks for it; use {@link LineageCodec}.
 *
 * @param split the shard to be split, {@code at} a hash key
 * @param merge the shard to be merged, with {@code adjacent}
 * @param target how many shards there shall be
 * @param spread how many partitions there shall be, with a shard in each
 * @param step which one it is at
 * @param ends where the shards that close end, by partition
 */
public record ReshardingEntry(
    @Nullable Integer split,
    @Nullable String at,
    @Nullable Integer merge,
    @Nullable Integer adjacent,
    @Nullable Integer target,
    @Nullable Integer spread,
    @Nullable Integer step,
    @Nullable Map<String, Long> ends) {

  static final Struct<ReshardingEntry> SHAPE =
      Struct.of(
          ReshardingEntry.class,
          Member.of("split", Whole.ofIntFrom(0)),
          Member.of("at", Text.any()),
          Member.of("merge", Whole.ofIntFrom(0)),
          Member.of("adjacent", Whole.ofIntFrom(0)),
          Member.of("target", Whole.ofIntFrom(1)),
          Member.of("spread", Whole.ofIntFrom(1)),
          Member.of("step", Whole.ofIntFrom(0)),
          Member.of("ends", MapShape.of(Text.any(), Whole.ofLongFrom(0))));

  static ReshardingEntry of(Resharding what) {
    return switch (what) {
      case Resharding.Split(int shard, HashKey at) ->
          new ReshardingEntry(shard, at.toString(), null, null, null, null, null, null);
      case Resharding.Merge(int shard, int adjacent) ->
          new ReshardingEntry(null, null, shard, adjacent, null, null, null, null);
      case Resharding.Scale(int target) ->
          new ReshardingEntry(null, null, null, null, target, null, null, null);
      case Resharding.Spread(int partitions) ->
          new ReshardingEntry(null, null, null, null, null, partitions, null, null);
    };
  }

  static ReshardingEntry of(Resharded how) {
    Map<String, Long> sorted = new TreeMap<>();
    how.ends().forEach((partition, end) -> sorted.put(partition.toString(), end));
    return new ReshardingEntry(null, null, null, null, null, null, how.step(), sorted);
  }

  static ReshardingEntry step(int step) {
    return new ReshardingEntry(null, null, null, null, null, null, step, null);
  }

  ReshardingEntry at(int step) {
    return new ReshardingEntry(split, at, merge, adjacent, target, spread, step, ends);
  }

  Resharding what() {
    if (split != null) {
      return new Resharding.Split(
          split, HashKey.parse(LineageCodec.need(at, "at")).orElseThrow(this::noKey));
    }
    if (merge != null) {
      return new Resharding.Merge(merge, LineageCodec.need(adjacent, "adjacent"));
    }
    if (spread != null) {
      return new Resharding.Spread(spread);
    }
    return new Resharding.Scale(LineageCodec.need(target, "target"));
  }

  private IllegalArgumentException noKey() {
    return new IllegalArgumentException("hash key " + at);
  }

  int needStep() {
    return LineageCodec.need(step, "step");
  }

  Resharded resharded() {
    return new Resharded(
        needStep(),
        LineageCodec.need(ends, "ends").entrySet().stream()
            .collect(toMap(end -> Integer.valueOf(end.getKey()), Map.Entry::getValue)));
  }
}
