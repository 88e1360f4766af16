// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.Events;
import io.offshard.adapter.dialect.kinesis.Account.ConsumerArn;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.adapter.service.subscriptions.Subscription;
import io.offshard.adapter.service.subscriptions.Subscriptions;
import io.offshard.mapping.kinesis.SubscribeToShard.Request;
import io.offshard.mapping.lineage.ConsumerId;

/** Has the records of a shard pushed to a consumer. */
final class SubscribeToShardOperation {
  private final StreamLookup lookup;
  private final ConsumerLookup consumers;
  private final StartingPoints points;
  private final Subscriptions subscriptions;
  private final RecordPages pages;
  private final Faults faults;

  SubscribeToShardOperation(
      StreamLookup lookup,
      ConsumerLookup consumers,
      StartingPoints points,
      Subscriptions subscriptions,
      RecordPages pages,
      Faults faults) {
    this.lookup = lookup;
    this.consumers = consumers;
    this.points = points;
    this.subscriptions = subscriptions;
    this.pages = pages;
    this.faults = faults;
  }

  Events begin(Call<Request> call) {
    Request request = call.request();
    ConsumerArn arn = consumers.owned(request.consumerArn());
    String stream = arn.stream().stream();
    Located from = points.shard(stream, lookup.shardIndex(request.shardId(), stream));
    ConsumerId consumer = arn.consumer();
    if (from.stream().attached().consumer(consumer).isEmpty()) {
      consumer = consumers.find(stream, consumer).consumer().id(); // another replica may know it
    }
    long offset = points.offset(from, request.startingPosition());
    Subscription subscription = subscriptions.begin(from, consumer, offset);
    return new ShardEvents(subscription, pages, faults, call.requestId(), call.permit());
  }
}
