// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.ConsumerStatus;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.ListStreamConsumers.Request;
import io.offshard.mapping.kinesis.ListStreamConsumers.Response;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.token.ConsumerPageToken;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the consumers of a stream by name, a page at a time. */
final class ListStreamConsumersOperation {
  private static final int MAX_CONSUMERS = 100;

  private final StreamLookup lookup;
  private final Account account;
  private final PageTokens tokens;

  ListStreamConsumersOperation(StreamLookup lookup, Account account, PageTokens tokens) {
    this.lookup = lookup;
    this.account = account;
    this.tokens = tokens;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String token = request.nextToken();
    return token == null ? first(request) : further(request, token);
  }

  private Response first(Request request) {
    Lineage stream = lookup.any(null, request.streamArn());
    StreamLookup.requireCreated(stream, request.streamCreationTimestamp());
    return page(stream, "", request.maxResults());
  }

  private Response further(Request request, String token) {
    if (request.streamCreationTimestamp() != null) {
      throw Faults.refuse(KinesisFault.nextTokenWith("StreamCreationTimestamp"));
    }
    ConsumerPageToken page = tokens.openPage(token, ConsumerPageToken.class);
    Lineage stream = lookup.any(null, request.streamArn());
    if (!stream.topicId().equals(Optional.of(page.topicId()))) {
      throw Faults.refuse(KinesisFault.invalidNextToken());
    }
    return page(stream, page.lastConsumerName(), request.maxResults());
  }

  private Response page(Lineage stream, String after, @Nullable Integer maxResults) {
    int limit = Math.min(MAX_CONSUMERS, Objects.requireNonNullElse(maxResults, MAX_CONSUMERS));
    List<StreamConsumer> rest =
        stream.attached().consumers().stream()
            .filter(consumer -> consumer.name().compareTo(after) > 0)
            .toList();
    List<StreamConsumer> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Response(
        page.stream()
            .map(each -> Descriptions.consumer(account, stream.name(), each, ConsumerStatus.ACTIVE))
            .toList(),
        page.size() < rest.size() ? token(stream, page.getLast().name()) : null);
  }

  private String token(Lineage stream, String last) {
    UUID topicId = stream.topicId().orElseThrow();
    return tokens.seal(new ConsumerPageToken(topicId, last, tokens.now()));
  }
}
