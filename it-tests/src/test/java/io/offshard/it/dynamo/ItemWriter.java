// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Writes version after version of its own items, the next one of an item only when the one before
 * was acknowledged. For one thread.
 */
final class ItemWriter {

  /** How changes come into the topic. */
  interface Way {
    /** Writes them; which of them were acknowledged. */
    List<Boolean> write(List<ItemVersion> versions);
  }

  private final Way way;
  private final List<String> ids;
  private final int[] next;
  private int turns;

  ItemWriter(Way way, String prefix, int items) {
    this.way = way;
    this.ids = IntStream.range(0, items).mapToObj(i -> prefix + i).toList();
    this.next = new int[items];
  }

  /** The next version of each item. */
  void turn() {
    turns++;
    List<ItemVersion> versions =
        IntStream.range(0, next.length)
            .mapToObj(i -> new ItemVersion(ids.get(i), next[i], turns))
            .toList();
    Iterator<Boolean> acknowledged = way.write(versions).iterator();
    for (int i = 0; i < next.length; i++) {
      next[i] += acknowledged.next() ? 1 : 0;
    }
  }

  int turns() {
    return turns;
  }

  /** Kafka's own producer, in the form of GetRecords; the key is the item's. */
  static Way kafka(Producer<byte[], byte[]> producer, String topic) {
    return versions -> {
      List<Future<RecordMetadata>> sent =
          versions.stream()
              .map(
                  each ->
                      producer.send(
                          new ProducerRecord<>(
                              topic,
                              each.id().getBytes(UTF_8),
                              each.streamsRecord().getBytes(UTF_8))))
              .toList();
      sent.forEach(ItemWriter::await);
      return versions.stream().map(_ -> true).toList();
    };
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * PutRecords in the form of Kinesis Data Streams for DynamoDB, to one replica after the other.
   */
  static Way kinesis(List<KinesisClient> replicas, String stream) {
    List<KinesisClient> turned = new ArrayList<>(replicas);
    return versions -> {
      turned.add(turned.removeFirst());
      List<PutRecordsRequestEntry> entries =
          versions.stream()
              .map(
                  each ->
                      PutRecordsRequestEntry.builder()
                          .partitionKey(each.id())
                          .data(SdkBytes.fromUtf8String(each.kinesisRecord()))
                          .build())
              .toList();
      try {
        return turned
            .getFirst()
            .putRecords(request -> request.streamName(stream).records(entries))
            .records()
            .stream()
            .map(result -> result.errorCode() == null)
            .toList();
      } catch (SdkException inDoubt) {
        return versions.stream().map(_ -> false).toList();
      }
    };
  }
}
