// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.service.EndlessShards;
import io.offshard.mapping.kinesis.HashKeyRange;
import io.offshard.mapping.kinesis.SequenceNumberRange;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.ShardName;
import java.util.List;
import java.util.stream.IntStream;

/** Shows partitions as shards, a page at a time. */
final class ShardPages {
  private final EndlessShards shards;

  ShardPages(EndlessShards shards) {
    this.shards = shards;
  }

  /** At most so many, from that partition on. */
  List<Shard> page(Lineage stream, int from, int limit) {
    int count = EndlessShards.count(stream);
    return IntStream.range(from, Math.min(count, from + limit))
        .mapToObj(partition -> shard(stream, partition))
        .toList();
  }

  /** One that a merge has left without a shard is shown as closed, with the range it had. */
  private Shard shard(Lineage stream, int partition) {
    io.offshard.mapping.lineage.Shard last = stream.shards().last(partition);
    long first = shards.earliest(stream, partition);
    String ending = last.isOpen() ? null : Long.toString(Math.max(0, last.endOffset() - 1));
    return new Shard(
        ShardName.of(partition),
        null,
        null,
        new HashKeyRange(last.range().start().toString(), last.range().end().toString()),
        new SequenceNumberRange(Long.toString(first), ending));
  }
}
