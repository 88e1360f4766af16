// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.kinesis.PageTokens;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.token.ConsumerPageToken;
import io.offshard.mapping.yandex.ListStreamConsumers.Request;
import io.offshard.mapping.yandex.ListStreamConsumers.Response;
import io.offshard.mapping.yandex.YandexFault;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the consumers of a stream by name, a page at a time. */
final class ListStreamConsumersOperation {
  private final StreamCatalog catalog;
  private final StreamNames names;
  private final PageTokens tokens;
  private final Permissions may;

  ListStreamConsumersOperation(
      StreamCatalog catalog, StreamNames names, PageTokens tokens, Permissions may) {
    this.catalog = catalog;
    this.names = names;
    this.tokens = tokens;
    this.may = may;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    int limit = limit(request.maxResults());
    String arn = request.streamArn() == null ? request.streamARN() : request.streamArn();
    String token = Objects.requireNonNullElse(request.nextToken(), "");
    if (token.isEmpty()) {
      return page(names.any(arn), "", limit);
    }
    ConsumerPageToken page = tokens.openPage(token, ConsumerPageToken.class);
    Lineage stream = catalog.partitioned(page.topicId(), 0);
    may.require(call.permit(), stream);
    // The clients of Kinesis send the stream again with the token.
    if (arn != null && !names.name(arn).equals(stream.name())) {
      throw YandexFaults.refuse(
          YandexFault.of(
              YandexFault.Type.INVALID_PARAMETER_COMBINATION,
              "StreamArn and NextToken can not be provided together"));
    }
    return page(stream, page.lastConsumerName(), limit);
  }

  private static int limit(@Nullable Integer given) {
    int limit = given == null ? PageSize.USUAL : given;
    if (limit < 1 || limit > PageSize.MOST) {
      throw YandexFaults.refuse(
          YandexFault.validation(
              "Requested max_result value '%s' is out of range [1, %s]"
                  .formatted(limit, PageSize.MOST)));
    }
    return limit;
  }

  private Response page(Lineage stream, String after, int limit) {
    List<StreamConsumer> rest =
        stream.attached().consumers().stream()
            .filter(consumer -> consumer.name().compareTo(after) > 0)
            .toList();
    List<StreamConsumer> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Response(
        page.stream().map(StreamConsumers::shown).toList(),
        page.size() < rest.size() ? token(stream, page.getLast().name()) : null);
  }

  private String token(Lineage stream, String last) {
    UUID topicId = stream.topicId().orElseThrow();
    return tokens.seal(new ConsumerPageToken(topicId, last, tokens.now()));
  }
}
