// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFault.Limit;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.kinesis.CapacityFaults;
import io.offshard.mapping.kinesis.ConsumerFaults;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.ReshardingFaults;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.stream.ShardId;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the words of Kinesis what the core refuses. */
public final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private final Account account;

  Faults(Account account) {
    this.account = account;
  }

  /** The exception that answers with this fault. */
  static Refusal refuse(KinesisFault fault) {
    return new Refusal(fault.type().wireName(), fault.type().status(), fault.message());
  }

  /** What the core has refused, in these words; the same if it is anything else. */
  RuntimeException translated(RuntimeException thrown, String requestId) {
    return translated(thrown, requestId, fault -> refuse(of(fault)));
  }

  /**
   * The same in the words of an API that is like Kinesis: only what Kafka has failed to do is
   * logged, as all else is told to the caller.
   */
  public static RuntimeException translated(
      RuntimeException thrown, String requestId, Function<StreamFault, Refusal> words) {
    if (!(thrown instanceof StreamFaultException e)) {
      return thrown;
    }
    if (e.fault() instanceof StreamFault.Unavailable) {
      log.warn("{} request={}", e.getMessage(), requestId);
    }
    return words.apply(e.fault());
  }

  KinesisFault of(StreamFault fault) {
    return switch (fault) {
      case StreamFault.NoSuchStream f -> KinesisFault.streamNotFound(f.stream(), account.id());
      case StreamFault.StreamGone f ->
          KinesisFault.streamGone(ShardId.format(f.shard()), account.id());
      case StreamFault.NoSuchShard f ->
          KinesisFault.shardNotFound(ShardId.format(f.shard()), f.stream(), account.id());
      case StreamFault.RateExceeded f ->
          KinesisFault.shardRateExceeded(
              ShardId.format(f.shard().index()), f.stream(), account.id());
      case StreamFault.StreamExists f -> KinesisFault.streamExists(f.stream(), account.id());
      case StreamFault.IllegalName f -> KinesisFault.illegalName(f.stream(), f.reason());
      case StreamFault.NotActive f ->
          KinesisFault.streamNotActive(f.stream(), account.id(), Descriptions.status(f.state()));
      case StreamFault.NotProvisioned f -> ReshardingFaults.onDemand(f.stream(), account.id());
      case StreamFault.UnknownShard f ->
          KinesisFault.shardIdNotUnderstood(ShardId.format(f.shard()), f.stream(), account.id());
      case StreamFault.ShardClosed f ->
          ReshardingFaults.shardClosed(ShardId.format(f.shard()), f.stream(), account.id());
      case StreamFault.NotDivisible f -> notDivisible(f);
      case StreamFault.NotAdjacent f ->
          ReshardingFaults.notAdjacent(
              ShardId.format(f.shard()), ShardId.format(f.adjacent()), f.stream(), account.id());
      case StreamFault.ScaledTooFar f ->
          ReshardingFaults.scaledTooFar(f.open(), f.target(), f.allowed());
      case StreamFault.ScaledTooOften f ->
          ReshardingFaults.scaledTooOften(f.stream(), account.id(), f.allowed());
      case StreamFault.TooManyTags f ->
          KinesisFault.tooManyTags(f.stream(), account.id(), StreamSettings.MAX_TAGS);
      case StreamFault.ConsumerExists f ->
          ConsumerFaults.consumerExists(f.consumer(), f.stream(), account.id());
      case StreamFault.NoSuchConsumer f ->
          ConsumerFaults.consumerNotFound(f.consumer(), f.stream(), account.id());
      case StreamFault.TooManyConsumers f ->
          ConsumerFaults.consumerLimitExceeded(f.stream(), account.id(), f.allowed());
      case StreamFault.TooManyConsumerTags f ->
          ConsumerFaults.tooManyConsumerTags(
              f.consumer(), f.stream(), account.id(), StreamSettings.MAX_TAGS);
      case StreamFault.HasConsumers f ->
          ConsumerFaults.streamHasConsumers(f.stream(), account.streamArn(f.stream()));
      case StreamFault.WrongDirection f ->
          KinesisFault.retentionInWrongDirection(f.stream(), f.hours(), f.existing());
      case StreamFault.NotOnDemand f -> CapacityFaults.notOnDemand(f.stream(), account.id());
      case StreamFault.NotCommitted f -> CapacityFaults.warmThroughputUnavailable();
      case StreamFault.TooManySwitches f ->
          CapacityFaults.tooManySwitches(f.stream(), account.id(), f.allowed());
      case StreamFault.LimitExceeded f -> limit(f);
      case StreamFault.Impossible f -> KinesisFault.notCreated(f.stream(), f.reason());
      case StreamFault.NotOwned f -> KinesisFault.notOwned(f.stream());
      case StreamFault.Unalterable f -> KinesisFault.notAltered(f.stream(), f.reason());
      case StreamFault.SubscribedAlready f ->
          ConsumerFaults.subscribedAlready(
              f.consumer(), ShardId.format(f.shard()), f.stream(), account.id());
      case StreamFault.TooManySubscriptions f -> ConsumerFaults.tooManySubscriptions(f.allowed());
      case StreamFault.Overloaded f -> KinesisFault.overloaded();
      case StreamFault.Unavailable f -> KinesisFault.internalFailure();
    };
  }

  private KinesisFault notDivisible(StreamFault.NotDivisible f) {
    return ReshardingFaults.notDivisible(
        f.hashKey(),
        ShardId.format(f.shard().index()),
        f.stream(),
        account.id(),
        f.shard().range());
  }

  private KinesisFault limit(StreamFault.LimitExceeded f) {
    return f.limit() == Limit.SHARDS
        ? KinesisFault.shardLimitExceeded(
            account.id(), account.region(), f.current(), f.allowed(), f.additional())
        : KinesisFault.onDemandLimitExceeded(account.id(), f.allowed());
  }
}
