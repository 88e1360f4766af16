// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamState;
import java.util.UUID;

/** Why the core refuses or cannot do something; each dialect has its own words for each. */
public sealed interface StreamFault {

  /** There is no stream of that name. */
  record NoSuchStream(String stream) implements StreamFault {}

  /** There is no stream whose topic has that id: it has been deleted. */
  record StreamGone(UUID topicId, int shard) implements StreamFault {}

  /** The stream has no such shard. */
  record NoSuchShard(String stream, int shard) implements StreamFault {}

  /** The name is taken. */
  record StreamExists(String stream) implements StreamFault {}

  /** The name is legal for the API but not for Kafka or for Offshard. */
  record IllegalName(String stream, String reason) implements StreamFault {}

  /** The stream is in a state that the call cannot be made in. */
  record NotActive(String stream, StreamState state) implements StreamFault {}

  /** The shards of the stream are not for callers to change: it scales itself. */
  record NotProvisioned(String stream) implements StreamFault {}

  /** The stream has no such shard that could be split or merged. */
  record UnknownShard(String stream, int shard) implements StreamFault {}

  /** The shard was split or merged before. */
  record ShardClosed(String stream, int shard) implements StreamFault {}

  /** The shard cannot be split at that hash key. */
  record NotDivisible(String stream, Shard shard, String hashKey) implements StreamFault {}

  /** The shards are no neighbours, or in the wrong order. */
  record NotAdjacent(String stream, int shard, int adjacent) implements StreamFault {}

  /** More than twice as many shards as are open, or less than half, or more than there may be. */
  record ScaledTooFar(int open, int target, int allowed) implements StreamFault {}

  /** The shards of the stream have been counted anew as often as they may be in a day. */
  record ScaledTooOften(String stream, int allowed) implements StreamFault {}

  /** The stream would have more tags than it may. */
  record TooManyTags(String stream) implements StreamFault {}

  /** The stream has a consumer of that name. */
  record ConsumerExists(String stream, String consumer) implements StreamFault {}

  /** The stream has no such consumer. */
  record NoSuchConsumer(String stream, String consumer) implements StreamFault {}

  /** The stream has as many consumers as it may. */
  record TooManyConsumers(String stream, int allowed) implements StreamFault {}

  /** The consumer would have more tags than it may. */
  record TooManyConsumerTags(String stream, String consumer) implements StreamFault {}

  /** The stream has consumers, which were not to be deleted with it. */
  record HasConsumers(String stream) implements StreamFault {}

  /** The retention would become shorter by being raised, or longer by being lowered. */
  record WrongDirection(String stream, int hours, int existing) implements StreamFault {}

  /** The stream is not on demand, as it would have to be. */
  record NotOnDemand(String stream) implements StreamFault {}

  /** The account has not promised what reserving throughput needs. */
  record NotCommitted() implements StreamFault {}

  /** The mode of the stream was changed as often as it may be in a day. */
  record TooManySwitches(String stream, int allowed) implements StreamFault {}

  /** More shards, or more on-demand streams, than the deployment allows. */
  record LimitExceeded(Limit limit, int current, int allowed, int additional)
      implements StreamFault {}

  /** What is limited. */
  enum Limit {
    SHARDS,
    ON_DEMAND_STREAMS
  }

  /** Kafka would not make it. */
  record Impossible(String stream, String reason) implements StreamFault {}

  /** The stream's topic is somebody else's, and must not be changed here. */
  record NotOwned(String stream) implements StreamFault {}

  /** Kafka would not have the setting. */
  record Unalterable(String stream, String reason) implements StreamFault {}

  /** The consumer has begun to have the shard pushed a moment ago. */
  record SubscribedAlready(String stream, int shard, String consumer) implements StreamFault {}

  /** This process has so many subscriptions already. */
  record TooManySubscriptions(int allowed) implements StreamFault {}

  /** The shard is asked for more than its quota. */
  record RateExceeded(String stream, Shard shard) implements StreamFault {}

  /** This process has too much under way. */
  record Overloaded() implements StreamFault {}

  /** Kafka did not answer, or not in time. */
  record Unavailable(String reason) implements StreamFault {}
}
