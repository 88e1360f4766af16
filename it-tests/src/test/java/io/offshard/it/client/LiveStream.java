// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.server.StreamNames;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * One ACTIVE stream of a test, with the few calls that most tests make on it, through the SDK for
 * Java.
 */
public record LiveStream(KinesisClient kinesis, String name, int shards) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Creates a stream of even shards and waits until it is ACTIVE. */
  public static LiveStream create(KinesisClient kinesis, int shards) {
    return create(kinesis, StreamNames.fresh("it"), shards, request -> {});
  }

  /** The same with a name and more settings. */
  public static LiveStream create(
      KinesisClient kinesis,
      String name,
      int shards,
      Consumer<CreateStreamRequest.Builder> settings) {
    kinesis.createStream(request -> settings.accept(request.streamName(name).shardCount(shards)));
    LiveStream stream = new LiveStream(kinesis, name, shards);
    Awaitility.await(name)
        .until(() -> stream.summary().streamStatus(), StreamStatus.ACTIVE::equals);
    return stream;
  }

  /** Waits until the stream is there, at rest, and has so many open shards. */
  public static LiveStream await(KinesisClient kinesis, String name, int shards) {
    LiveStream stream = new LiveStream(kinesis, name, shards);
    Awaitility.await(name + " with " + shards + " shards")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(SdkException.class)
        .until(stream::summary, stream::isComplete);
    return stream;
  }

  /** Waits until the stream is ACTIVE again, whatever its shards. */
  public static void awaitRest(KinesisClient kinesis, String name) {
    LiveStream stream = new LiveStream(kinesis, name, 0);
    Awaitility.await(name)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(SdkException.class)
        .until(() -> stream.summary().streamStatus(), StreamStatus.ACTIVE::equals);
  }

  private boolean isComplete(StreamDescriptionSummary summary) {
    return summary.openShardCount() == shards && summary.streamStatus() == StreamStatus.ACTIVE;
  }

  /** What the service says of it. */
  public StreamDescriptionSummary summary() {
    return kinesis
        .describeStreamSummary(request -> request.streamName(name))
        .streamDescriptionSummary();
  }

  /** The name of the stream's shard number {@code index}. */
  public static String shardId(int index) {
    return "shardId-%012d".formatted(index);
  }

  /** Puts {@code text} into the shard with this index. */
  public PutRecordResponse put(int shard, String text) {
    return put(shard, "key", text.getBytes(UTF_8));
  }

  /** Puts {@code data} into the shard with this index. */
  public PutRecordResponse put(int shard, String key, byte[] data) {
    return kinesis.putRecord(
        request ->
            request
                .streamName(name)
                .partitionKey(key)
                .explicitHashKey(hashKeyOf(shard))
                .data(SdkBytes.fromByteArray(data)));
  }

  /** The lowest hash key of the shard with this index. */
  public String hashKeyOf(int shard) {
    return BigInteger.ONE
        .shiftLeft(128)
        .divide(BigInteger.valueOf(shards))
        .multiply(BigInteger.valueOf(shard))
        .toString();
  }

  /** An iterator of a type that needs no more than a shard. */
  public String iterator(int shard, ShardIteratorType type) {
    return iterator(shard, type, request -> {});
  }

  /** An iterator with whatever its type needs. */
  public String iterator(
      int shard, ShardIteratorType type, Consumer<GetShardIteratorRequest.Builder> position) {
    return kinesis
        .getShardIterator(
            request ->
                position.accept(
                    request.streamName(name).shardId(shardId(shard)).shardIteratorType(type)))
        .shardIterator();
  }

  /** One page. */
  public GetRecordsResponse page(String iterator) {
    return kinesis.getRecords(request -> request.shardIterator(iterator));
  }

  /** Every record from an iterator to the end of its shard. */
  public List<Record> readFrom(String iterator) {
    List<Record> records = new ArrayList<>();
    GetRecordsResponse page = page(iterator);
    records.addAll(page.records());
    while (page.millisBehindLatest() > 0) {
      page = page(page.nextShardIterator());
      records.addAll(page.records());
    }
    return records;
  }

  /** The data of every record from an iterator to the end of its shard, as text. */
  public List<String> textsFrom(String iterator) {
    return readFrom(iterator).stream().map(record -> record.data().asUtf8String()).toList();
  }

  /** The data of every record of a shard, as text. */
  public List<String> texts(int shard) {
    return textsFrom(iterator(shard, ShardIteratorType.TRIM_HORIZON));
  }
}
