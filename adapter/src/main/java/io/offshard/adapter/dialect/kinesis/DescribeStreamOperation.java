// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.DescribeStream.Request;
import io.offshard.mapping.kinesis.DescribeStream.Response;
import io.offshard.mapping.kinesis.StreamDescription;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Describes a stream with a page of its shards. */
final class DescribeStreamOperation {
  private static final int MAX_SHARDS = 100;

  private final StreamLookup lookup;
  private final Account account;
  private final Clock clock;

  DescribeStreamOperation(StreamLookup lookup, Account account, Clock clock) {
    this.lookup = lookup;
    this.account = account;
    this.clock = clock;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String name = lookup.name(request.streamName(), request.streamArn());
    String startAfter = request.exclusiveStartShardId();
    int after = startAfter == null ? -1 : lookup.shardIndex(startAfter, name);
    Lineage stream = lookup.any(name, null);
    int limit = Math.min(MAX_SHARDS, Objects.requireNonNullElse(request.limit(), MAX_SHARDS));
    List<Shard> rest =
        stream.shards(clock.instant()).stream().filter(shard -> shard.index() > after).toList();
    List<Shard> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Response(describe(stream, page, page.size() < rest.size()));
  }

  private StreamDescription describe(Lineage stream, List<Shard> page, boolean more) {
    return new StreamDescription(
        stream.name(),
        account.streamArn(stream.name()),
        Descriptions.status(stream.state()),
        Descriptions.mode(stream.settings().mode()),
        Descriptions.shards(page),
        more,
        stream.settings().retentionHours(),
        stream.created(),
        Descriptions.monitoring(stream.settings()),
        Descriptions.encryption(stream.settings()),
        stream.settings().encryptionKey());
  }
}
