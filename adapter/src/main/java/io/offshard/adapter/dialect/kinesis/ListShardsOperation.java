// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.dialect.Access;
import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.ListShards.Request;
import io.offshard.mapping.kinesis.ListShards.Response;
import io.offshard.mapping.kinesis.ShardFilterType;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.token.ShardPageToken;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the shards of a stream; the filter of the first page holds for all of them. */
final class ListShardsOperation {
  private static final int MAX_SHARDS = 1_000;

  private final StreamCatalog catalog;
  private final StreamLookup lookup;
  private final PageTokens tokens;
  private final Permissions may;

  ListShardsOperation(
      StreamCatalog catalog, StreamLookup lookup, PageTokens tokens, Permissions may) {
    this.catalog = catalog;
    this.lookup = lookup;
    this.tokens = tokens;
    this.may = may;
  }

  /** Further pages have the stream in their token. */
  static Access<Call<Request>> access(Permissions may) {
    Access<Call<Request>> first = may.control(Request::streamName, Request::streamArn);
    return first.unless(
        call ->
            call.request().nextToken() != null
                || (call.request().streamName() == null && call.request().streamArn() == null));
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String token = request.nextToken();
    return token == null ? first(request) : further(request, token, call.permit());
  }

  private Response first(Request request) {
    if (request.streamName() == null && request.streamArn() == null) {
      throw Faults.refuse(KinesisFault.nextTokenOrStreamMissing());
    }
    String name = lookup.name(request.streamName(), request.streamArn());
    String startAfter = request.exclusiveStartShardId();
    int after = startAfter == null ? -1 : lookup.shardIndex(startAfter, name);
    ShardSelection selection =
        ShardSelection.of(request.shardFilter(), after, tokens.now(), lookup, name);
    Lineage stream = StreamLookup.settled(catalog.describe(name));
    StreamLookup.requireCreated(stream, request.streamCreationTimestamp());
    return page(stream, selection, request.maxResults());
  }

  private Response further(Request request, String token, Permit permit) {
    forbidden(request.streamName(), "StreamName");
    forbidden(request.streamCreationTimestamp(), "StreamCreationTimestamp");
    forbidden(request.exclusiveStartShardId(), "ExclusiveStartShardId");
    forbidden(request.shardFilter(), "ShardFilter");
    ShardPageToken page = tokens.openPage(token, ShardPageToken.class);
    ShardSelection selection =
        new ShardSelection(
            ShardFilterType.ofCode(page.filterType())
                .orElseThrow(() -> Faults.refuse(KinesisFault.invalidNextToken())),
            Instant.ofEpochMilli(page.filterMillis()),
            page.asOf(),
            page.lastShardIndex());
    Lineage stream = catalog.describe(page.topicId(), page.lastShardIndex());
    may.require(permit, stream);
    return page(stream, selection, request.maxResults());
  }

  private Response page(Lineage stream, ShardSelection selection, @Nullable Integer maxResults) {
    int limit = Math.min(MAX_SHARDS, Objects.requireNonNullElse(maxResults, MAX_SHARDS));
    List<Shard> rest = selection.of(stream);
    List<Shard> page = rest.subList(0, Math.min(limit, rest.size()));
    String next =
        page.size() < rest.size() ? token(stream, selection, page.getLast().index()) : null;
    return new Response(Descriptions.shards(page), next);
  }

  private String token(Lineage stream, ShardSelection selection, int last) {
    UUID topicId = stream.topicId().orElseThrow();
    return tokens.seal(
        new ShardPageToken(
            topicId,
            last,
            selection.type().code(),
            selection.timestamp().toEpochMilli(),
            selection.asOf(),
            tokens.now()));
  }

  private static void forbidden(@Nullable Object member, String name) {
    if (member != null) {
      throw Faults.refuse(KinesisFault.nextTokenWith(name));
    }
  }
}
