// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bridge;

import static java.util.Objects.requireNonNull;

import io.offshard.it.client.LiveStream;
import io.offshard.mapping.sequence.SequenceNumber;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Kinesis, by the SDK for Java. What is said of partitions holds for streams that never grew. */
record KinesisSide(KinesisClient client) implements Side {

  void create(String stream, int shards) {
    LiveStream.create(client, stream, shards, request -> {});
  }

  List<Shard> shards(String stream) {
    return client.listShards(request -> request.streamName(stream)).shards();
  }

  List<Shard> open(String stream) {
    return shards(stream).stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .toList();
  }

  void mergeFirstTwo(String stream) {
    List<Shard> open =
        open(stream).stream()
            .sorted(
                Comparator.comparing(
                    shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
            .toList();
    client.mergeShards(
        request ->
            request
                .streamName(stream)
                .shardToMerge(open.get(0).shardId())
                .adjacentShardToMerge(open.get(1).shardId()));
    LiveStream.await(client, stream, open.size() - 1);
  }

  void scale(String stream, int target) {
    client.updateShardCount(
        request ->
            request
                .streamName(stream)
                .targetShardCount(target)
                .scalingType(ScalingType.UNIFORM_SCALING));
    LiveStream.await(client, stream, target);
  }

  @Override
  public Seen write(String stream, @Nullable String key, String data) {
    PutRecordResponse at =
        client.putRecord(
            request ->
                request
                    .streamName(stream)
                    .partitionKey(requireNonNull(key))
                    .data(SdkBytes.fromUtf8String(data)));
    return seen(at.sequenceNumber(), key, data);
  }

  private static Seen seen(String number, @Nullable String key, String data) {
    SequenceNumber at = SequenceNumber.parse(number).orElseThrow();
    return new Seen(at.shardIndex(), at.offsetAt(), key, data);
  }

  @Override
  public List<Seen> read(String stream) {
    List<Seen> all = new ArrayList<>();
    for (Shard shard : shards(stream)) {
      String next =
          client
              .getShardIterator(
                  request ->
                      request
                          .streamName(stream)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      while (next != null) {
        String iterator = next;
        GetRecordsResponse page = client.getRecords(request -> request.shardIterator(iterator));
        page.records()
            .forEach(
                each ->
                    all.add(
                        seen(
                            each.sequenceNumber(),
                            each.partitionKey(),
                            each.data().asUtf8String())));
        next = page.millisBehindLatest() == 0 ? null : page.nextShardIterator();
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return "Kinesis";
  }
}
