// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.Shard.Closing;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a shard in a snapshot. Public only because a {@link Struct} asks for it; use {@link
 * LineageCodec}.
 *
 * @param from the first hash key of its range, decimal
 * @param to the last one
 * @param opened in milliseconds since 1970
 * @param parents absent for a stream's first shards
 * @param seams decimal; absent where there are none
 * @param endOffset where it ended, with {@code closed}, when it did
 */
public record ShardEntry(
    Integer index,
    Integer partition,
    Long startOffset,
    String from,
    String to,
    Long createdSecond,
    Long opened,
    @Nullable List<Integer> parents,
    @Nullable List<String> seams,
    @Nullable Long endOffset,
    @Nullable Long closed) {

  static final Struct<ShardEntry> SHAPE =
      Struct.of(
          ShardEntry.class,
          Member.required("index", Whole.ofInt()),
          Member.required("partition", Whole.ofInt()),
          Member.required("startOffset", Whole.ofLongFrom(0)),
          Member.required("from", Text.any()),
          Member.required("to", Text.any()),
          Member.required("createdSecond", Whole.ofLongFrom(0)),
          Member.required("opened", Whole.ofLongFrom(Long.MIN_VALUE)),
          Member.of("parents", ListShape.of(Whole.ofIntFrom(0))),
          Member.of("seams", ListShape.of(Text.any())),
          Member.of("endOffset", Whole.ofLongFrom(0)),
          Member.of("closed", Whole.ofLongFrom(Long.MIN_VALUE)));

  static ShardEntry of(Shard shard) {
    Closing closing = shard.closing();
    return new ShardEntry(
        shard.index(),
        shard.partition(),
        shard.startOffset(),
        shard.range().start().toString(),
        shard.range().end().toString(),
        shard.createdSecond(),
        shard.opened().toEpochMilli(),
        shard.parents().isEmpty() ? null : shard.parents(),
        shard.seams().isEmpty() ? null : shard.seams().stream().map(HashKey::toString).toList(),
        closing == null ? null : closing.endOffset(),
        closing == null ? null : closing.at().toEpochMilli());
  }

  Shard shard() {
    return new Shard(
        index,
        partition,
        startOffset,
        new HashKeyRange(key(from), key(to)),
        createdSecond,
        Instant.ofEpochMilli(opened),
        parents == null ? List.of() : parents,
        seams == null ? List.of() : seams.stream().map(ShardEntry::key).toList(),
        endOffset == null
            ? null
            : new Closing(endOffset, Instant.ofEpochMilli(LineageCodec.need(closed, "closed"))));
  }

  private static HashKey key(String decimal) {
    return HashKey.parse(decimal)
        .orElseThrow(() -> new IllegalArgumentException("hash key " + decimal));
  }
}
