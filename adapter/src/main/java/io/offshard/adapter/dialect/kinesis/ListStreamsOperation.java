// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.kinesis.ListStreams.Request;
import io.offshard.mapping.kinesis.ListStreams.Response;
import io.offshard.mapping.kinesis.StreamSummary;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.token.StreamPageToken;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists the streams that the caller may do anything with, by name, a page at a time. */
final class ListStreamsOperation {
  private static final int MAX_STREAMS = 100;

  private final StreamCatalog catalog;
  private final Account account;
  private final PageTokens tokens;
  private final Permissions may;

  ListStreamsOperation(StreamCatalog catalog, Account account, PageTokens tokens, Permissions may) {
    this.catalog = catalog;
    this.account = account;
    this.tokens = tokens;
    this.may = may;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    int limit = Math.min(MAX_STREAMS, Objects.requireNonNullElse(request.limit(), MAX_STREAMS));
    String after = startAfter(request);
    List<Lineage> found =
        (after == null ? catalog.all() : catalog.after(after))
            .stream().filter(one -> may.sees(call.permit(), one)).limit(limit + 1L).toList();
    boolean more = found.size() > limit;
    List<Lineage> page = more ? found.subList(0, limit) : found;
    return new Response(
        page.stream().map(Lineage::name).toList(),
        more,
        more ? tokens.seal(new StreamPageToken(page.getLast().name(), tokens.now())) : null,
        page.stream().map(this::summary).toList());
  }

  private @Nullable String startAfter(Request request) {
    String token = request.nextToken();
    return token == null
        ? request.exclusiveStartStreamName()
        : tokens.openPage(token, StreamPageToken.class).lastStreamName();
  }

  private StreamSummary summary(Lineage stream) {
    return new StreamSummary(
        stream.name(),
        account.streamArn(stream.name()),
        Descriptions.status(stream.state()),
        Descriptions.mode(stream.settings().mode()),
        stream.created());
  }
}
