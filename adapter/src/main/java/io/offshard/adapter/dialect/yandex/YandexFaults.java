// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.dialect.kinesis.Descriptions;
import io.offshard.adapter.dialect.kinesis.Faults;
import io.offshard.adapter.service.StreamFault;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.yandex.ShardName;
import io.offshard.mapping.yandex.StreamPaths;
import io.offshard.mapping.yandex.YandexFault;

/** Says in the words of Yandex Data Streams what the core refuses. */
final class YandexFaults {
  private final StreamPaths paths;

  YandexFaults(StreamPaths paths) {
    this.paths = paths;
  }

  /** The exception that answers with this fault. */
  static Refusal refuse(YandexFault fault) {
    return new Refusal(fault.type().wireName(), fault.type().status(), fault.message());
  }

  /** What the core has refused, in these words; the same if it is anything else. */
  RuntimeException translated(RuntimeException thrown, String requestId) {
    return Faults.translated(thrown, requestId, fault -> refuse(of(fault)));
  }

  private YandexFault of(StreamFault fault) {
    return switch (fault) {
      case StreamFault.NoSuchStream f -> YandexFault.noSuchStream(paths.fullPath(f.stream()));
      case StreamFault.StreamGone f -> YandexFault.noSuchShard(ShardName.of(f.shard()));
      case StreamFault.NoSuchShard f -> YandexFault.noSuchShard(ShardName.of(f.shard()));
      case StreamFault.StreamExists f -> YandexFault.streamExists(paths.fullPath(f.stream()));
      case StreamFault.IllegalName f ->
          YandexFault.illegalName(StreamPaths.path(f.stream()), f.reason());
      case StreamFault.NotActive f -> busy(f);
      case StreamFault.HasConsumers f -> YandexFault.streamHasConsumers();
      case StreamFault.ConsumerExists f ->
          YandexFault.of(
              YandexFault.Type.RESOURCE_IN_USE,
              "Consumer with name " + f.consumer() + " already exists");
      case StreamFault.NoSuchConsumer f ->
          YandexFault.of(
              YandexFault.Type.RESOURCE_NOT_FOUND,
              "Rule for consumer " + f.consumer() + " doesn't exist");
      case StreamFault.WrongDirection f ->
          YandexFault.retentionInWrongDirection(f.hours() < f.existing(), f.existing(), f.hours());
      case StreamFault.LimitExceeded f -> limit("open shards or streams on demand", f.allowed());
      case StreamFault.TooManyConsumers f -> limit("consumers", f.allowed());
      case StreamFault.TooManySwitches f -> limit("changes of the mode in a day", f.allowed());
      case StreamFault.ScaledTooOften f -> limit("changes of the shards in a day", f.allowed());
      case StreamFault.ScaledTooFar f -> limit("shards", f.allowed());
      case StreamFault.TooManySubscriptions f -> limit("subscriptions", f.allowed());
      case StreamFault.TooManyTags f -> limit("tags", StreamSettings.MAX_TAGS);
      case StreamFault.TooManyConsumerTags f -> limit("tags", StreamSettings.MAX_TAGS);
      case StreamFault.NotProvisioned f ->
          YandexFault.validation("Stream is on demand and has shards as it needs");
      case StreamFault.NotOwned f ->
          YandexFault.of(
              YandexFault.Type.ACCESS_DENIED,
              "Stream %s cannot be changed or deleted: its topic belongs to somebody else"
                  .formatted(paths.fullPath(f.stream())));
      case StreamFault.Impossible f -> YandexFault.validation(f.reason());
      case StreamFault.Unalterable f -> YandexFault.validation(f.reason());
      case StreamFault.RateExceeded f ->
          YandexFault.quotaExceeded("Read", ShardName.of(f.shard().partition()));
      case StreamFault.Overloaded f -> YandexFault.of(YandexFault.Type.THROTTLING, "Rate exceeded");
      case StreamFault.Unavailable f ->
          YandexFault.of(YandexFault.Type.UNAVAILABLE, "Service is unavailable");
      // What follows is about operations that this API does not have.
      case StreamFault.UnknownShard f -> YandexFault.noSuchShard(ShardName.of(f.shard()));
      case StreamFault.ShardClosed f -> YandexFault.validation("Shard is closed");
      case StreamFault.NotDivisible f -> YandexFault.validation("Shard is not divisible");
      case StreamFault.NotAdjacent f -> YandexFault.validation("Shards are not adjacent");
      case StreamFault.NotOnDemand f -> YandexFault.validation("Stream is not on demand");
      case StreamFault.NotCommitted f -> YandexFault.validation("Nothing is reserved");
      case StreamFault.SubscribedAlready f -> YandexFault.validation("Subscribed already");
    };
  }

  private YandexFault busy(StreamFault.NotActive f) {
    return YandexFault.streamBusy(
        paths.fullPath(f.stream()), Descriptions.status(f.state()).toString());
  }

  private static YandexFault limit(String what, int allowed) {
    return YandexFault.of(YandexFault.Type.LIMIT_EXCEEDED, "Limit of " + what + " is " + allowed);
  }
}
