// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The AWS SDK for Java v2, asynchronous and untouched: many streams of one HTTP/2 connection. */
final class JavaAsyncDriver implements ClientDriver {

  private final Function<URI, KinesisAsyncClient> client;

  JavaAsyncDriver() {
    this(JavaClients::async);
  }

  JavaAsyncDriver(Function<URI, KinesisAsyncClient> client) {
    this.client = client;
  }

  @Override
  public Transcript run(URI endpoint, String stream, int shards, List<Sample> samples) {
    try (KinesisAsyncClient kinesis = client.apply(endpoint)) {
      kinesis.createStream(request -> request.streamName(stream).shardCount(shards)).join();
      Awaitility.await().until(() -> status(kinesis, stream), StreamStatus.ACTIVE::equals);
      List<Transcript.Put> puts =
          Samples.batches(samples).stream()
              .flatMap(batch -> put(kinesis, stream, batch).stream())
              .toList();
      List<CompletableFuture<List<Transcript.Got>>> shardsAtOnce =
          kinesis.listShards(request -> request.streamName(stream)).join().shards().stream()
              .map(Shard::shardId)
              .map(shard -> read(kinesis, stream, shard))
              .toList();
      return new Transcript(
          puts, shardsAtOnce.stream().flatMap(read -> read.join().stream()).toList());
    }
  }

  private static StreamStatus status(KinesisAsyncClient kinesis, String stream) {
    return kinesis
        .describeStreamSummary(request -> request.streamName(stream))
        .join()
        .streamDescriptionSummary()
        .streamStatus();
  }

  private static List<Transcript.Put> put(
      KinesisAsyncClient kinesis, String stream, List<Sample> batch) {
    if (batch.size() == 1) {
      Sample sample = batch.getFirst();
      return kinesis
          .putRecord(
              request ->
                  request
                      .streamName(stream)
                      .partitionKey(sample.key())
                      .explicitHashKey(sample.explicitHashKey())
                      .data(sample.data()))
          .thenApply(
              answer -> List.of(new Transcript.Put(answer.shardId(), answer.sequenceNumber())))
          .join();
    }
    PutRecordsResponse answer =
        kinesis
            .putRecords(
                request -> request.streamName(stream).records(JavaSyncDriver.entries(batch)))
            .join();
    assertThat(answer.failedRecordCount()).isZero();
    return answer.records().stream()
        .map(put -> new Transcript.Put(put.shardId(), put.sequenceNumber()))
        .toList();
  }

  private static CompletableFuture<List<Transcript.Got>> read(
      KinesisAsyncClient kinesis, String stream, String shard) {
    return kinesis
        .getShardIterator(
            request ->
                request
                    .streamName(stream)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .thenCompose(answer -> readOn(kinesis, shard, answer.shardIterator(), new ArrayList<>()));
  }

  private static CompletableFuture<List<Transcript.Got>> readOn(
      KinesisAsyncClient kinesis, String shard, String iterator, List<Transcript.Got> soFar) {
    return kinesis
        .getRecords(request -> request.shardIterator(iterator))
        .thenCompose(
            page -> {
              page.records().forEach(record -> soFar.add(JavaSyncDriver.got(shard, record)));
              return page.records().isEmpty() && page.millisBehindLatest() == 0
                  ? CompletableFuture.completedFuture(soFar)
                  : readOn(kinesis, shard, page.nextShardIterator(), soFar);
            });
  }
}
