// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static java.util.Objects.requireNonNull;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * Streams in all conditions in which calls are refused: one that is full, one that is split or
 * merged at the moment (the other replica stands still, so it does not come to its end), old
 * tokens, somebody who is subscribed.
 */
record RefusalScene(
    ServerInThisJvm server,
    OffshardProcess frozen,
    KinesisClient calls,
    KinesisAsyncClient subscriber,
    Map<String, String> names)
    implements AutoCloseable {
  private static final Duration OLD = Duration.ofMinutes(6);
  private static final String ACCOUNT = "000000000000";
  private static final String ARN = "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/";

  /** All provisioned streams together have as many shards as they may. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "OFFSHARD_LIMITS_SHARDS", "6",
          "OFFSHARD_LIMITS_CONSUMERS", "2",
          "OFFSHARD_LIMITS_MODE_CHANGES_PER_DAY", "0",
          "OFFSHARD_SUBSCRIPTIONS_TAKEOVER", "60s");

  static RefusalScene set(Path directory) {
    ServerInThisJvm server = new ServerInThisJvm(directory, LIMITS);
    KinesisClient calls = JavaClients.sync(server.endpoint());
    Map<String, String> names = new HashMap<>();
    names.put("account", ACCOUNT);
    names.put("shard", LiveStream.shardId(0));
    names.put("next", LiveStream.shardId(1));
    forget(calls, names);
    create(calls, names);
    keepOldTokens(server, calls, names);
    OffshardProcess other =
        OffshardProcess.serve(
            directory.resolve("other"),
            SharedServer.broker().bootstrapServers(),
            Map.of("OFFSHARD_LINEAGE_TOPIC", server.lineage()));
    KinesisAsyncClient subscriber = JavaClients.async(server.endpoint());
    subscribe(subscriber, names);
    other.freeze();
    calls.mergeShards(
        request ->
            request
                .streamName(names.get("busy"))
                .shardToMerge(names.get("shard"))
                .adjacentShardToMerge(names.get("next")));
    return new RefusalScene(server, other, calls, subscriber, names);
  }

  private static void create(KinesisClient calls, Map<String, String> names) {
    name(names, "missing", StreamNames.fresh("missing"));
    name(names, "stream", LiveStream.create(calls, 2).name());
    name(names, "busy", LiveStream.create(calls, 2).name());
    name(names, "wide", LiveStream.create(calls, 2).name());
    name(names, "ondemand", onDemand(calls));
    names.put("missingConsumerArn", names.get("arn") + "/consumer/nobody:1700000000");
    names.put("consumerArn", consumer(calls, names, "app"));
    consumer(calls, names, "other");
  }

  private static String onDemand(KinesisClient calls) {
    String name = StreamNames.fresh("on-demand");
    calls.createStream(
        request ->
            request
                .streamName(name)
                .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
    return LiveStream.await(calls, name, 4).name();
  }

  private static void name(Map<String, String> names, String key, String name) {
    names.put(key, name);
    names.put(key.equals("stream") ? "arn" : key + "Arn", ARN + name);
  }

  private static String consumer(KinesisClient calls, Map<String, String> names, String name) {
    var registered =
        calls
            .registerStreamConsumer(
                request -> request.streamARN(names.get("arn")).consumerName(name))
            .consumer();
    if (registered.consumerStatus() != ConsumerStatus.CREATING) {
      throw new IllegalStateException(registered.toString());
    }
    return registered.consumerARN();
  }

  private static void forget(KinesisClient calls, Map<String, String> names) {
    LiveStream gone = LiveStream.create(calls, 1);
    names.put("goneIterator", gone.iterator(0, ShardIteratorType.LATEST));
    calls.deleteStream(request -> request.streamName(gone.name()));
    calls.waiter().waitUntilStreamNotExists(request -> request.streamName(gone.name()));
  }

  private static void keepOldTokens(
      ServerInThisJvm server, KinesisClient calls, Map<String, String> names) {
    LiveStream stream = new LiveStream(calls, requireNonNull(names.get("stream")), 2);
    server.clock().holdAfter(OLD.negated());
    names.put("oldIterator", stream.iterator(0, ShardIteratorType.LATEST));
    names.put("oldStreams", calls.listStreams(request -> request.limit(1)).nextToken());
    names.put(
        "oldShards",
        calls
            .listShards(request -> request.streamName(names.get("stream")).maxResults(1))
            .nextToken());
    names.put(
        "oldConsumers",
        calls
            .listStreamConsumers(request -> request.streamARN(names.get("arn")).maxResults(1))
            .nextToken());
    server.clock().release();
  }

  private static void subscribe(KinesisAsyncClient subscriber, Map<String, String> names) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    var _ =
        subscriber.subscribeToShard(
            request ->
                request
                    .consumerARN(names.get("consumerArn"))
                    .shardId(names.get("shard"))
                    .startingPosition(from -> from.type(ShardIteratorType.LATEST)),
            SubscribeToShardResponseHandler.builder()
                .onResponse(_ -> begun.complete(null))
                .onError(begun::completeExceptionally)
                .subscriber(_ -> {})
                .build());
    begun.orTimeout(30, TimeUnit.SECONDS).join();
  }

  URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    frozen.thaw();
    subscriber.close();
    calls.close();
    frozen.close();
    server.close();
  }
}
