// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.Descriptions;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.DescribeStream.Request;
import io.offshard.mapping.yandex.DescribeStream.Response;
import io.offshard.mapping.yandex.ShardName;
import io.offshard.mapping.yandex.StreamDescription;
import io.offshard.mapping.yandex.WriteQuota;
import io.offshard.mapping.yandex.YandexFault;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Describes a stream with a page of its shards. */
final class DescribeStreamOperation {
  private final StreamNames names;
  private final ShardPages pages;

  DescribeStreamOperation(StreamNames names, ShardPages pages) {
    this.names = names;
    this.pages = pages;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    int limit =
        Math.min(
            PageSize.USUAL, PageSize.of(request.limit(), PageSize.USUAL, PageSize::outOfBounds));
    Lineage stream = names.any(request.streamName());
    int from = from(stream, request.exclusiveStartShardId());
    List<Shard> page = pages.page(stream, from, limit);
    String given = StreamNames.given(request.streamName());
    return new Response(
        new StreamDescription(
            given,
            given,
            Descriptions.status(stream.state()),
            Descriptions.mode(stream.settings().mode()),
            page,
            from + page.size() < EndlessShards.count(stream),
            stream.settings().retentionHours(),
            stream.created(),
            WriteQuota.of(stream.settings().tags())));
  }

  private static int from(Lineage stream, @Nullable String after) {
    if (after == null || after.isEmpty()) {
      return 0;
    }
    OptionalInt partition = ShardName.parse(after);
    if (partition.isEmpty() || partition.getAsInt() >= EndlessShards.count(stream)) {
      throw YandexFaults.refuse(YandexFault.badShardId(after));
    }
    return partition.getAsInt() + 1;
  }
}
