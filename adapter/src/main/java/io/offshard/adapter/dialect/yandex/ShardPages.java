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
    List<Integer> page = IntStream.range(from, Math.min(count, from + limit)).boxed().toList();
    List<Long> firsts = shards.earliest(stream, page);
    return IntStream.range(0, page.size())
        .mapToObj(i -> shard(stream, page.get(i), firsts.get(i)))
        .toList();
  }

  /** One that a merge has left without a shard is shown as closed, with the range it had. */
  private static Shard shard(Lineage stream, int partition, long first) {
    io.offshard.mapping.lineage.Shard last = stream.shards().last(partition);
    String ending = last.isOpen() ? null : Long.toString(Math.max(0, last.endOffset() - 1));
    return new Shard(
        ShardName.of(partition),
        null,
        null,
        new HashKeyRange(last.range().start().toString(), last.range().end().toString()),
        new SequenceNumberRange(Long.toString(first), ending));
  }
}
