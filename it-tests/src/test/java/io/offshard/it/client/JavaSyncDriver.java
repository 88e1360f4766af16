// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The AWS SDK for Java v2, blocking, in the body encoding that is switched on. */
final class JavaSyncDriver implements ClientDriver {

  private final Function<URI, KinesisClient> client;
  private final Transcript transcript = new Transcript(new ArrayList<>(), new ArrayList<>());

  JavaSyncDriver() {
    this(JavaClients::sync);
  }

  JavaSyncDriver(Function<URI, KinesisClient> client) {
    this.client = client;
  }

  @Override
  public Transcript run(URI endpoint, String stream, int shards, List<Sample> samples) {
    try (KinesisClient kinesis = client.apply(endpoint)) {
      kinesis.createStream(request -> request.streamName(stream).shardCount(shards));
      Awaitility.await().until(() -> status(kinesis, stream), StreamStatus.ACTIVE::equals);
      Samples.batches(samples).forEach(batch -> put(kinesis, stream, batch));
      for (Shard shard : kinesis.listShards(request -> request.streamName(stream)).shards()) {
        read(kinesis, stream, shard.shardId());
      }
    }
    return transcript;
  }

  private static StreamStatus status(KinesisClient kinesis, String stream) {
    return kinesis
        .describeStreamSummary(request -> request.streamName(stream))
        .streamDescriptionSummary()
        .streamStatus();
  }

  private void put(KinesisClient kinesis, String stream, List<Sample> batch) {
    if (batch.size() == 1) {
      Sample sample = batch.getFirst();
      PutRecordResponse answer =
          kinesis.putRecord(
              request ->
                  request
                      .streamName(stream)
                      .partitionKey(sample.key())
                      .explicitHashKey(sample.explicitHashKey())
                      .data(sample.data()));
      transcript.puts().add(new Transcript.Put(answer.shardId(), answer.sequenceNumber()));
    } else {
      PutRecordsResponse answer =
          kinesis.putRecords(request -> request.streamName(stream).records(entries(batch)));
      assertThat(answer.failedRecordCount()).isZero();
      answer
          .records()
          .forEach(
              put ->
                  transcript.puts().add(new Transcript.Put(put.shardId(), put.sequenceNumber())));
    }
  }

  private void read(KinesisClient kinesis, String stream, String shard) {
    String iterator =
        kinesis
            .getShardIterator(
                request ->
                    request
                        .streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    GetRecordsResponse page;
    do {
      String position = iterator;
      page = kinesis.getRecords(request -> request.shardIterator(position));
      page.records().forEach(record -> transcript.gots().add(got(shard, record)));
      iterator = page.nextShardIterator();
    } while (!page.records().isEmpty() || page.millisBehindLatest() > 0);
  }

  static Transcript.Got got(String shard, Record record) {
    return new Transcript.Got(shard, record.sequenceNumber(), record.partitionKey(), record.data());
  }

  static List<PutRecordsRequestEntry> entries(List<Sample> batch) {
    return batch.stream()
        .map(
            sample ->
                PutRecordsRequestEntry.builder()
                    .partitionKey(sample.key())
                    .explicitHashKey(sample.explicitHashKey())
                    .data(sample.data())
                    .build())
        .toList();
  }
}
