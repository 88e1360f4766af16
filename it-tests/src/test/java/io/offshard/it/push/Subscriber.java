// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponse;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** A subscription with the SDK for Java, and all that it was told. */
final class Subscriber implements SubscribeToShardResponseHandler {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<SubscribeToShardEvent> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> done;
  private final Consumer<SubscribeToShardEvent> listener;
  private final long demand;
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

  private Subscriber(
      KinesisAsyncClient client,
      String consumerArn,
      String shard,
      StartingPosition from,
      long demand,
      Consumer<SubscribeToShardEvent> listener) {
    this.demand = demand;
    this.listener = listener;
    this.done =
        client.subscribeToShard(
            request -> request.consumerARN(consumerArn).shardId(shard).startingPosition(from),
            this);
  }

  /** Subscribes, and reads all that comes. */
  static Subscriber start(
      KinesisAsyncClient client, String consumerArn, String shard, StartingPosition from) {
    return new Subscriber(client, consumerArn, shard, from, Long.MAX_VALUE, event -> {});
  }

  /** The same, and tells of each event as it arrives. */
  static Subscriber start(
      KinesisAsyncClient client,
      String consumerArn,
      String shard,
      StartingPosition from,
      Consumer<SubscribeToShardEvent> listener) {
    return new Subscriber(client, consumerArn, shard, from, Long.MAX_VALUE, listener);
  }

  /** Subscribes, and reads one event only. */
  static Subscriber lazy(
      KinesisAsyncClient client, String consumerArn, String shard, StartingPosition from) {
    return new Subscriber(client, consumerArn, shard, from, 1, event -> {});
  }

  @Override
  public void responseReceived(SubscribeToShardResponse response) {
    begun.complete(null);
  }

  @Override
  public void onEventStream(SdkPublisher<SubscribeToShardEventStream> publisher) {
    publisher.subscribe(new Reading());
  }

  @Override
  public void exceptionOccurred(Throwable thrown) {
    begun.completeExceptionally(thrown);
  }

  @Override
  public void complete() {}

  /** Waits for the initial response. */
  Subscriber awaitBegun() {
    begun.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return this;
  }

  /** Why it has failed. */
  Throwable failure() throws InterruptedException, TimeoutException {
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause());
    }
    throw new AssertionError("it has ended in order after " + events.size() + " events");
  }

  /** Waits for the orderly end. */
  Subscriber awaitEnd() {
    done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return this;
  }

  boolean isOver() {
    return done.isDone();
  }

  /** Goes away. */
  void cancel() {
    subscription.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().cancel();
  }

  List<SubscribeToShardEvent> events() {
    return new ArrayList<>(events);
  }

  SubscribeToShardEvent last() {
    return events.getLast();
  }

  List<Record> records() {
    return events.stream().flatMap(event -> event.records().stream()).toList();
  }

  List<String> texts() {
    return records().stream().map(record -> record.data().asUtf8String()).toList();
  }

  /** Waits until so many records have come. */
  Subscriber awaitRecords(int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> records().size() >= count);
    return this;
  }

  /** Waits until so many events have come. */
  Subscriber awaitEvents(int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> events.size() >= count);
    return this;
  }

  /** Takes what comes, as far as it was asked for. */
  private final class Reading
      implements org.reactivestreams.Subscriber<SubscribeToShardEventStream> {
    @Override
    public void onSubscribe(Subscription given) {
      subscription.complete(given);
      given.request(demand);
    }

    @Override
    public void onNext(SubscribeToShardEventStream event) {
      if (event instanceof SubscribeToShardEvent told) {
        events.add(told);
        listener.accept(told);
      }
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
  }
}
