// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import io.offshard.it.client.JavaClients;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** One record at a time, from PutRecord to a subscription of the SDK for Java. */
final class Pushed implements Side {
  private static final int PATIENCE_SECONDS = 10;

  private final Puts puts;
  private final KinesisClient calls;
  private final String consumer;
  private final KinesisAsyncClient client;
  private final CompletableFuture<Void> subscription;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Latencies afterAnswer = new Latencies();
  private long next;

  /** When the client was given the record. */
  private record Arrival(Record record, long nanos) {}

  Pushed(Rig rig) {
    puts = new Puts(rig, Format.JSON, 1, 1, 1);
    calls = JavaClients.sync(rig.endpoint());
    consumer = consumer();
    client = JavaClients.async(rig.endpoint());
    CompletableFuture<Void> begun = new CompletableFuture<>();
    subscription =
        client.subscribeToShard(
            request ->
                request
                    .consumerARN(consumer)
                    .shardId("shardId-000000000000")
                    .startingPosition(from -> from.type(ShardIteratorType.LATEST)),
            SubscribeToShardResponseHandler.builder()
                .onResponse(_ -> begun.complete(null))
                .onError(begun::completeExceptionally)
                .subscriber(
                    told -> {
                      if (told instanceof SubscribeToShardEvent event) {
                        long now = System.nanoTime();
                        event.records().forEach(record -> arrivals.add(new Arrival(record, now)));
                      }
                    })
                .build());
    begun.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private String consumer() {
    String arn =
        calls
            .describeStreamSummary(request -> request.streamName(puts.stream()))
            .streamDescriptionSummary()
            .streamARN();
    return calls
        .registerStreamConsumer(request -> request.streamARN(arn).consumerName("bench"))
        .consumer()
        .consumerARN();
  }

  @Override
  public List<Step> steps() {
    Step put = puts.steps().getFirst();
    return List.of(
        () -> {
          int written = put.run();
          long answered = System.nanoTime();
          Arrival arrival = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
          if (arrival == null || !arrival.record().partitionKey().equals(Ledger.key(0, next))) {
            throw new IllegalStateException(
                "%s instead of record %d; the subscription is %s"
                    .formatted(arrival, next, subscription.state()));
          }
          next++;
          afterAnswer.add(arrival.nanos() - answered);
          return written;
        });
  }

  @Override
  public Map<Figure, Double> figures() {
    return Map.of(Figure.P50_AFTER_ANSWER, afterAnswer.millis(0.5));
  }

  @Override
  public void verify() {
    puts.verify();
  }

  @Override
  public void close() {
    client.close();
    calls.deregisterStreamConsumer(request -> request.consumerARN(consumer));
    calls.close();
    puts.close();
  }
}
