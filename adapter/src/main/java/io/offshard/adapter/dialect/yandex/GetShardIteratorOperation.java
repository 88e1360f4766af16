// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.dialect.kinesis.PageTokens;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.kinesis.GetShardIterator.Response;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.token.IteratorToken;
import io.offshard.mapping.yandex.GetShardIterator.Request;
import io.offshard.mapping.yandex.OffsetNumber;
import io.offshard.mapping.yandex.ShardName;
import io.offshard.mapping.yandex.YandexFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns a place in a shard into an iterator. The place is fixed now, also that of LATEST. */
final class GetShardIteratorOperation {
  /** What clocks may differ by. */
  private static final Duration AHEAD = Duration.ofSeconds(10);

  private final StreamCatalog catalog;
  private final StreamNames names;
  private final EndlessShards shards;
  private final PageTokens tokens;

  GetShardIteratorOperation(
      StreamCatalog catalog, StreamNames names, EndlessShards shards, PageTokens tokens) {
    this.catalog = catalog;
    this.names = names;
    this.shards = shards;
    this.tokens = tokens;
  }

  /** A place in a shard that need not be there. */
  @FunctionalInterface
  private interface Start {
    long in(Lineage stream, int partition);
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    Start start = start(request);
    String shardId = Objects.requireNonNullElse(request.shardId(), "");
    String name = names.name(request.streamName());
    OptionalInt partition = ShardName.parse(shardId);
    if (partition.isEmpty()) {
      var _ = catalog.describe(name); // a stream that is missing comes first
      throw YandexFaults.refuse(YandexFault.noSuchShard(shardId));
    }
    Lineage stream = catalog.partitioned(name, partition.getAsInt());
    shards.requireIterator(stream, partition.getAsInt());
    return new Response(
        tokens.seal(
            new IteratorToken(
                stream.topicId().orElseThrow(),
                partition.getAsInt(),
                start.in(stream, partition.getAsInt()),
                tokens.now())));
  }

  private Start start(Request request) {
    String type = Objects.requireNonNullElse(request.shardIteratorType(), "");
    return switch (type) {
      case "AT_SEQUENCE_NUMBER" -> at(request.startingSequenceNumber(), 0);
      case "AFTER_SEQUENCE_NUMBER" -> at(request.startingSequenceNumber(), 1);
      case "AT_TIMESTAMP" -> at(request.timestamp());
      case "TRIM_HORIZON" -> shards::earliest;
      case "LATEST" -> shards::latest;
      default ->
          throw YandexFaults.refuse(
              YandexFault.invalid("Shard iterator type '" + type + "' is not known"));
    };
  }

  /** A number beyond the end is taken for the end. */
  private Start at(@Nullable String number, int further) {
    OptionalLong offset = OffsetNumber.parse(Objects.requireNonNullElse(number, ""));
    if (offset.isEmpty()) {
      throw YandexFaults.refuse(YandexFault.invalid("Malformed sequence number"));
    }
    long from = offset.getAsLong() + further;
    return (stream, partition) -> Math.min(from, shards.latest(stream, partition));
  }

  private Start at(@Nullable Instant instant) {
    if (instant == null || instant.equals(Instant.EPOCH)) {
      throw timestamp("missed");
    }
    if (instant.isAfter(tokens.now().plus(AHEAD))) {
      throw timestamp("in the future");
    }
    return (stream, partition) -> shards.at(stream, partition, instant);
  }

  private static Refusal timestamp(String what) {
    return YandexFaults.refuse(
        YandexFault.invalid("Shard iterator type is AT_TIMESTAMP, but a timestamp is " + what));
  }
}
