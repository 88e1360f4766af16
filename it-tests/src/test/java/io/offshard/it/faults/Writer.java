// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.client.LiveStream;
import io.offshard.it.server.StreamNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Writes call after call, through whatever happens to the server, and remembers what was
 * acknowledged. What fails counts as not written and is never repeated; the next record of the same
 * key comes anyway. After a failure it goes to the next server, if it has several.
 */
public final class Writer implements AutoCloseable {

  private static final int BATCH = 20;
  private static final int KEYS = 4;
  private static final int MORE = 40;

  /** All of it has to be read back. */
  private static final long REST_NANOS = 2_000_000;

  /** Where an acknowledged record must be found. */
  public record Place(String shard, String sequenceNumber) {}

  private final String name = StreamNames.fresh("writer");
  private final List<LiveStream> servers;
  private final int batch;
  private final Map<Place, String> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, name);
  private volatile boolean stopped;
  private volatile long longestNanos;

  private Writer(List<LiveStream> servers, int batch) {
    this.servers = servers;
    this.batch = batch;
  }

  /** Starts to call PutRecords; all servers have the same stream. */
  public static Writer ofBatches(LiveStream... servers) {
    return started(new Writer(List.of(servers), BATCH));
  }

  /** Starts to call PutRecord; all servers have the same stream. */
  public static Writer ofSingles(LiveStream... servers) {
    return started(new Writer(List.of(servers), 1));
  }

  private static Writer started(Writer writer) {
    writer.thread.start();
    return writer;
  }

  /** How many records have been acknowledged so far. */
  public int acknowledgedCount() {
    return acknowledged.size();
  }

  /** Returns when each of them has been acknowledged some more records, from now on. */
  public static void awaitMore(List<Writer> writers) {
    List<Integer> before = writers.stream().map(Writer::acknowledgedCount).toList();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                IntStream.range(0, writers.size())
                    .allMatch(i -> writers.get(i).acknowledgedCount() > before.get(i) + MORE));
  }

  /** The texts of the records acknowledged so far, by their place. */
  public Map<Place, String> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** How often which error was met: its name, with the status where a whole call failed. */
  public Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  /** The time that the slowest call took, whatever its answer. */
  public Duration longestCall() {
    return Duration.ofNanos(longestNanos);
  }

  /** Ends the writing and waits for the call under way. */
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
    int server = 0;
    for (int first = 0; !stopped; first += batch) {
      List<PutRecordsRequestEntry> entries =
          IntStream.range(first, first + batch).mapToObj(this::entry).toList();
      long start = System.nanoTime();
      try {
        put(servers.get(server), entries);
      } catch (SdkException failure) {
        failed(Hammer.nameOf(failure));
        server = (server + 1) % servers.size();
      }
      longestNanos = Math.max(longestNanos, System.nanoTime() - start);
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  private void put(LiveStream stream, List<PutRecordsRequestEntry> entries) {
    if (batch > 1) {
      remember(
          entries,
          stream
              .kinesis()
              .putRecords(request -> request.streamName(stream.name()).records(entries)));
      return;
    }
    PutRecordsRequestEntry one = entries.getFirst();
    PutRecordResponse answer =
        stream
            .kinesis()
            .putRecord(
                request ->
                    request
                        .streamName(stream.name())
                        .partitionKey(one.partitionKey())
                        .data(one.data()));
    acknowledged.put(new Place(answer.shardId(), answer.sequenceNumber()), text(one));
  }

  private void remember(List<PutRecordsRequestEntry> entries, PutRecordsResponse answer) {
    for (int n = 0; n < entries.size(); n++) {
      PutRecordsResultEntry result = answer.records().get(n);
      if (result.errorCode() == null) {
        acknowledged.put(
            new Place(result.shardId(), result.sequenceNumber()), text(entries.get(n)));
      } else {
        failed(result.errorCode());
      }
    }
  }

  private void failed(String error) {
    failures.merge(error, 1, Integer::sum);
  }

  /** The number grows with each record of a key. */
  private PutRecordsRequestEntry entry(int number) {
    String key = name + "-" + number % KEYS;
    return PutRecordsRequestEntry.builder()
        .partitionKey(key)
        .data(SdkBytes.fromString(key + "/" + number, UTF_8))
        .build();
  }

  private static String text(PutRecordsRequestEntry entry) {
    return entry.data().asUtf8String();
  }
}
