// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.client.LiveStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Writes without a pause, through whatever happens to the server, and remembers what was
 * acknowledged. A call that fails counts as not written; the next one comes anyway.
 */
final class Writer implements AutoCloseable {

  private static final int BATCH = 20;

  /** Where an acknowledged record must be found. */
  record Place(String shard, String sequenceNumber) {}

  private final LiveStream stream;
  private final Map<Place, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "writer");
  private volatile boolean stopped;

  private Writer(LiveStream stream) {
    this.stream = stream;
  }

  static Writer start(LiveStream stream) {
    Writer writer = new Writer(stream);
    writer.thread.start();
    return writer;
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  int failedCalls() {
    return failures.get();
  }

  /** Ends the writing; the texts of all acknowledged records by their place. */
  Map<Place, String> stop() {
    close();
    return Map.copyOf(acknowledged);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (int i = 0; !stopped; i++) {
      int batch = i;
      List<PutRecordsRequestEntry> entries =
          IntStream.range(0, BATCH).mapToObj(n -> entry("%d/%d".formatted(batch, n))).toList();
      try {
        remember(
            entries,
            stream
                .kinesis()
                .putRecords(request -> request.streamName(stream.name()).records(entries)));
      } catch (SdkException down) {
        failures.incrementAndGet();
      }
    }
  }

  private void remember(List<PutRecordsRequestEntry> entries, PutRecordsResponse answer) {
    for (int n = 0; n < BATCH; n++) {
      PutRecordsResultEntry result = answer.records().get(n);
      if (result.errorCode() == null) {
        acknowledged.put(
            new Place(result.shardId(), result.sequenceNumber()),
            entries.get(n).data().asUtf8String());
      } else {
        failures.incrementAndGet();
      }
    }
  }

  private static PutRecordsRequestEntry entry(String text) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(text)
        .data(SdkBytes.fromString(text, UTF_8))
        .build();
  }
}
