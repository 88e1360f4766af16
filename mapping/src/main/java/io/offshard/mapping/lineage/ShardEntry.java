// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;

/**
 * The JSON of a shard in a snapshot. Public only because a {@link Struct} asks for it; use {@link
 * LineageCodec}.
 *
 * @param from the first hash key of its range, decimal
 * @param to the last one
 * @param opened in milliseconds since 1970
 */
public record ShardEntry(
    Integer index,
    Integer partition,
    Long startOffset,
    String from,
    String to,
    Long createdSecond,
    Long opened) {

  static final Struct<ShardEntry> SHAPE =
      Struct.of(
          ShardEntry.class,
          Member.required("index", Whole.ofInt()),
          Member.required("partition", Whole.ofInt()),
          Member.required("startOffset", Whole.ofLongFrom(0)),
          Member.required("from", Text.any()),
          Member.required("to", Text.any()),
          Member.required("createdSecond", Whole.ofLongFrom(0)),
          Member.required("opened", Whole.ofLongFrom(Long.MIN_VALUE)));

  static ShardEntry of(Shard shard) {
    return new ShardEntry(
        shard.index(),
        shard.partition(),
        shard.startOffset(),
        shard.range().start().toString(),
        shard.range().end().toString(),
        shard.createdSecond(),
        shard.opened().toEpochMilli());
  }

  Shard shard() {
    return new Shard(
        index,
        partition,
        startOffset,
        new HashKeyRange(key(from), key(to)),
        createdSecond,
        Instant.ofEpochMilli(opened));
  }

  private static HashKey key(String decimal) {
    return HashKey.parse(decimal)
        .orElseThrow(() -> new IllegalArgumentException("hash key " + decimal));
  }
}
