// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.LiveStream;
import io.offshard.it.server.StreamNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** The failures after which a client tries again by itself. */
  private static final Set<String> REPEATED =
      Set.of(
          "500 InternalFailureException",
          "400 ProvisionedThroughputExceededException",
          "InternalFailure",
          "ProvisionedThroughputExceededException");

  /** All of it has to be read back. */
  private static final long REST_NANOS = 2_000_000;

  /** Where an acknowledged record must be found. */
  public record Place(String shard, String sequenceNumber) {}

  private final String name = StreamNames.fresh("writer");
  private final List<LiveStream> servers;
  private final int batch;
  private final Map<String, Place> acknowledged = new ConcurrentHashMap<>();
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

  /** Starts so many of each kind. */
  static List<Writer> ofBoth(LiveStream stream, int batches, int singles) {
    return Stream.concat(
            IntStream.range(0, batches).mapToObj(i -> ofBatches(stream)),
            IntStream.range(0, singles).mapToObj(i -> ofSingles(stream)))
        .toList();
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

  /** They met only failures after which a client tries again by itself. */
  static void assertFailedForAWhileOnly(List<Writer> writers) {
    assertThat(writers)
        .allSatisfy(writer -> assertThat(REPEATED).containsAll(writer.failures.keySet()));
  }

  /** The places of the records acknowledged so far, by their texts. */
  public Map<String, Place> acknowledged() {
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
  public void stop() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
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
    acknowledged.put(text(one), new Place(answer.shardId(), answer.sequenceNumber()));
  }

  private void remember(List<PutRecordsRequestEntry> entries, PutRecordsResponse answer) {
    for (int n = 0; n < entries.size(); n++) {
      PutRecordsResultEntry result = answer.records().get(n);
      if (result.errorCode() == null) {
        acknowledged.put(
            text(entries.get(n)), new Place(result.shardId(), result.sequenceNumber()));
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
