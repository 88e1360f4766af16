// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static java.util.stream.Collectors.toMap;

import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of what events say of a topic that is somebody else's. Public only because a {@link
 * Struct} asks for it; use {@link LineageCodec}.
 *
 * @param partitions how many it has
 * @param literal whether it was asked for by its name
 * @param traits its settings
 * @param ends where the shards that close end, by partition
 */
public record NativeEntry(
    @Nullable Integer partitions,
    @Nullable Boolean literal,
    @Nullable TraitsEntry traits,
    @Nullable Map<String, Long> ends) {

  static final Struct<NativeEntry> SHAPE =
      Struct.of(
          NativeEntry.class,
          Member.of("partitions", Whole.ofIntFrom(1)),
          Member.of("literal", Flag.any()),
          Member.of("traits", TraitsEntry.SHAPE),
          Member.of("ends", MapShape.of(Text.any(), Whole.ofLongFrom(0))));

  static NativeEntry adoption(int partitions, boolean literal, TopicTraits traits) {
    return new NativeEntry(partitions, literal, TraitsEntry.of(traits), null);
  }

  static NativeEntry observation(TopicTraits traits) {
    return new NativeEntry(null, null, TraitsEntry.of(traits), null);
  }

  static NativeEntry growth(int partitions) {
    return new NativeEntry(partitions, null, null, null);
  }

  static NativeEntry ends(Map<Integer, Long> ends) {
    Map<String, Long> sorted = new TreeMap<>();
    ends.forEach((partition, end) -> sorted.put(partition.toString(), end));
    return new NativeEntry(null, null, null, sorted);
  }

  int needPartitions() {
    return LineageCodec.need(partitions, "partitions");
  }

  boolean needLiteral() {
    return LineageCodec.need(literal, "literal");
  }

  TopicTraits needTraits() {
    return LineageCodec.need(traits, "traits").traits();
  }

  Map<Integer, Long> needEnds() {
    return LineageCodec.need(ends, "ends").entrySet().stream()
        .collect(toMap(end -> Integer.valueOf(end.getKey()), Map.Entry::getValue));
  }
}
