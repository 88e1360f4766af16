// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.PageTokens;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.kinesis.ListShards.Response;
import io.offshard.mapping.kinesis.Shard;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.token.ShardPageToken;
import io.offshard.mapping.yandex.ListShards.Request;
import io.offshard.mapping.yandex.ListShards.ShardFilter;
import io.offshard.mapping.yandex.ShardName;
import io.offshard.mapping.yandex.YandexFault;
import java.util.List;
import java.util.Objects;

/** Lists the shards of a stream. The one to start from is among them, other than in Kinesis. */
final class ListShardsOperation {
  private final StreamCatalog catalog;
  private final StreamNames names;
  private final ShardPages pages;
  private final PageTokens tokens;
  private final Permissions may;

  ListShardsOperation(
      StreamCatalog catalog,
      StreamNames names,
      ShardPages pages,
      PageTokens tokens,
      Permissions may) {
    this.catalog = catalog;
    this.names = names;
    this.pages = pages;
    this.tokens = tokens;
    this.may = may;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    int limit = PageSize.of(request.maxResults(), PageSize.USUAL, ListShardsOperation::outOfBounds);
    String token = Objects.requireNonNullElse(request.nextToken(), "");
    if (token.isEmpty()) {
      Lineage stream = names.any(request.streamName());
      return page(stream, from(request), limit);
    }
    if (!Objects.requireNonNullElse(request.streamName(), "").isEmpty()) {
      throw YandexFaults.refuse(
          YandexFault.of(
              YandexFault.Type.INVALID_PARAMETER_COMBINATION,
              "StreamName and NextToken can not be provided together"));
    }
    ShardPageToken page = tokens.openPage(token, ShardPageToken.class);
    Lineage stream = catalog.partitioned(page.topicId(), page.lastShardIndex());
    may.require(call.permit(), stream);
    return page(stream, page.lastShardIndex() + 1, limit);
  }

  private static int from(Request request) {
    ShardFilter filter = request.shardFilter();
    if (filter == null || !Objects.equals(filter.type(), "AFTER_SHARD_ID")) {
      return partition(Objects.requireNonNullElse(request.exclusiveStartShardId(), ""));
    }
    String after = Objects.requireNonNullElse(filter.shardId(), "");
    if (after.isEmpty()) {
      throw YandexFaults.refuse(
          YandexFault.of(
              YandexFault.Type.MISSING_PARAMETER,
              "Shard filter type is AFTER_SHARD_ID, but no ShardId provided"));
    }
    return partition(after) + 1;
  }

  private static int partition(String shardId) {
    return shardId.isEmpty()
        ? 0
        : ShardName.parse(shardId)
            .orElseThrow(() -> YandexFaults.refuse(YandexFault.badShardId(shardId)));
  }

  private Response page(Lineage stream, int from, int limit) {
    List<Shard> page = pages.page(stream, from, limit);
    int next = from + page.size();
    if (page.isEmpty() || next >= EndlessShards.count(stream)) {
      return new Response(page, null);
    }
    ShardPageToken token =
        new ShardPageToken(
            stream.topicId().orElseThrow(), next - 1, 0, 0, stream.created(), tokens.now());
    return new Response(page, tokens.seal(token));
  }

  private static YandexFault outOfBounds(int given) {
    return YandexFault.validation(
        "Max results '" + given + "' is out of bound [1; " + PageSize.MOST + "]");
  }
}
