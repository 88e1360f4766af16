// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.mapping.kinesis.GetShardIterator.Request;
import io.offshard.mapping.kinesis.GetShardIterator.Response;
import io.offshard.mapping.kinesis.StartingPosition;
import io.offshard.mapping.token.IteratorToken;

/** Turns a place in a shard into an iterator. The place is fixed now, also that of LATEST. */
final class GetShardIteratorOperation {
  private final StreamLookup lookup;
  private final StartingPoints points;
  private final PageTokens tokens;

  GetShardIteratorOperation(StreamLookup lookup, StartingPoints points, PageTokens tokens) {
    this.lookup = lookup;
    this.points = points;
    this.tokens = tokens;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String name = lookup.name(request.streamName(), request.streamArn());
    Located found = points.shard(name, lookup.shardIndex(request.shardId(), name));
    points.requireRate(found);
    long offset =
        points.offset(
            found,
            new StartingPosition(
                request.shardIteratorType(),
                request.startingSequenceNumber(),
                request.timestamp()));
    return new Response(
        tokens.seal(
            new IteratorToken(
                found.stream().topicId().orElseThrow(),
                found.shard().index(),
                offset,
                tokens.now())));
  }
}
