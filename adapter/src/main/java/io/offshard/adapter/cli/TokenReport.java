// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.stream.ShardId;
import io.offshard.mapping.token.ChangeIteratorToken;
import io.offshard.mapping.token.ConsumerPageToken;
import io.offshard.mapping.token.IteratorToken;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.SealedToken;
import io.offshard.mapping.token.ShardPageToken;
import io.offshard.mapping.token.StreamPageToken;
import io.offshard.mapping.token.Token;
import io.offshard.mapping.token.TokenProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to tell of a token.
 *
 * @param keys that it may have been signed with, where they are known
 */
record TokenReport(SealedToken sealed, Token token, Optional<Keyring> keys, Instant now) {
  private static final String END = "Good Until";
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration LIFE_OF_CHANGES = Duration.ofMinutes(15);

  /** DynamoDB Streams puts the stream's ARN before its iterators. */
  static String withoutArn(String text) {
    return text.substring(text.lastIndexOf('|') + 1);
  }

  /** Why a text is not taken. */
  static String words(TokenProblem.Reason reason) {
    return switch (reason) {
      case GARBLED ->
          "this is no token of Offshard: cut short, changed, or of another service (a location of"
              + " v3io is none either)";
      case UNKNOWN_VERSION -> "the token has a form that this release does not know";
      case UNKNOWN_KEY -> "not signed with any of these keys";
      case FORGED -> "FORGED: its key did not sign this text";
      case OTHER_DIALECT, OTHER_KIND -> "the token is of a kind that this release does not know";
    };
  }

  /** Whether no server with those keys takes it, however young it is. */
  boolean isRefused() {
    return problem().isPresent();
  }

  private Optional<TokenProblem.Reason> problem() {
    try {
      keys.ifPresent(sealed::verify);
      return Optional.empty();
    } catch (TokenProblem e) {
      return Optional.of(e.reason());
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    fields()
        .forEach(
            (name, value) ->
                text.append(
                    "%-12s  %s%s%n"
                        .formatted(
                            name,
                            Printable.text(value.toString()),
                            name.equals(END) && isExpired() ? " (expired)" : "")));
    return text.toString();
  }

  JsonValue json() {
    Json json = new Json();
    fields()
        .forEach(
            (name, value) -> {
              String member = name.replace(" ", "");
              switch (value) {
                case Long number -> json.with(member, number.longValue());
                case Instant instant -> json.with(member, instant);
                default -> json.with(member, value.toString());
              }
            });
    return json.with("Expired", isExpired())
        .with("Verified", keys.isPresent() && !isRefused())
        .object();
  }

  /** Texts, numbers and instants, by name. */
  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Api", sealed.dialect().map(Enum::name).orElse("unknown"));
    switch (token) {
      case IteratorToken it -> {
        fields.put("Kind", "iterator");
        fields.put("Topic Id", it.topicId().toString());
        fields.put("Shard Id", ShardId.format(it.shardIndex()));
        fields.put("Next Offset", it.nextOffset());
      }
      case ChangeIteratorToken it -> {
        fields.put("Kind", "iterator of changes");
        fields.put("Table", it.table());
        fields.put("Label", it.label().toString());
        fields.put("Topic Id", it.topicId().toString());
        fields.put("Shard", it.shardIndex() + ", piece " + it.piece());
        fields.put("Next Offset", it.nextOffset());
      }
      case ShardPageToken page -> {
        fields.put("Kind", "page of shards");
        fields.put("Topic Id", page.topicId().toString());
        fields.put("Behind", ShardId.format(page.lastShardIndex()));
        fields.put("As Of", page.asOf());
      }
      case StreamPageToken page -> {
        fields.put("Kind", "page of streams");
        fields.put("Behind", page.lastStreamName());
      }
      case ConsumerPageToken page -> {
        fields.put("Kind", "page of consumers");
        fields.put("Topic Id", page.topicId().toString());
        fields.put("Behind", page.lastConsumerName());
      }
    }
    fields.put("Issued", token.issuedAt());
    fields.put(END, end());
    fields.put("Key", sealed.keyId());
    fields.put("Signature", signature());
    return fields;
  }

  private Instant end() {
    return token.issuedAt().plus(token instanceof ChangeIteratorToken ? LIFE_OF_CHANGES : LIFE);
  }

  private boolean isExpired() {
    return end().isBefore(now);
  }

  private String signature() {
    return keys.isEmpty()
        ? "not checked: --config or --keys gives the keys"
        : problem().map(TokenReport::words).orElse("valid");
  }
}
