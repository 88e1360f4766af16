// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;

/**
 * Reads partitions with fetch requests of its own: no consumer, no session, no wait at the broker,
 * and one request for all who read from a broker at a time. Callers wait, so they should be virtual
 * threads. More calls than the bound are refused at once with {@link Overloaded}. Thread-safe.
 */
public final class FetchPartitionReader implements PartitionReader, AutoCloseable {
  private static final int SMALLEST_FETCH_BYTES = 64 << 10;

  /** Who wants few records should not be sent a megabyte. A page may always be shorter. */
  private static final int FETCH_BYTES_PER_RECORD = 16 << 10;

  private final Calls calls;
  private final Duration timeout;
  private final int atMost;
  private final Semaphore room;

  /**
   * A reader. Nothing is asked of Kafka yet.
   *
   * @param inFlight how many calls there may be at once
   * @param timeout how long a call may wait for Kafka; after half of it a broker that does not
   *     answer counts as gone
   * @throws io.offshard.adapter.kafka.UnusableSettings when Kafka will not have the settings
   */
  public FetchPartitionReader(KafkaClients clients, int inFlight, Duration timeout) {
    this.calls = new Calls(clients, timeout.dividedBy(2));
    this.timeout = timeout;
    this.atMost = inFlight;
    this.room = new Semaphore(inFlight);
  }

  @Override
  public Batch read(Place place, long offset, int maxRecords, int maxBytes) {
    return admitted(
        place, deadline -> new Read(partition(place), deadline, maxRecords, maxBytes).from(offset));
  }

  @Override
  public List<Long> keptFrom(List<Place> places, Instant oldest) {
    if (places.isEmpty()) {
      return List.of();
    }
    return admitted(
        places.getFirst(),
        deadline ->
            oldest.isAfter(Instant.EPOCH)
                ? notBefore(places, oldest.toEpochMilli(), deadline)
                : offsets(places, ListOffsetsRequest.EARLIEST_TIMESTAMP, deadline));
  }

  private List<Long> notBefore(List<Place> places, long stamp, Deadline deadline) {
    List<Long> found = offsets(places, stamp, deadline);
    List<Place> without =
        IntStream.range(0, places.size())
            .filter(i -> found.get(i) < 0)
            .mapToObj(places::get)
            .toList();
    // The end before the stamp: a record that is written meanwhile must not be behind it.
    Iterator<Long> ends =
        offsets(without, ListOffsetsRequest.LATEST_TIMESTAMP, deadline).iterator();
    Iterator<Long> again = offsets(without, stamp, deadline).iterator();
    return found.stream()
        .map(first -> first < 0 ? either(again.next(), ends.next()) : first)
        .toList();
  }

  private static long either(long first, long end) {
    return first < 0 ? end : first;
  }

  /** One after the other is asked for, none waits for another: they go into few requests. */
  private List<Long> offsets(List<Place> places, long stamp, Deadline deadline) {
    List<CompletableFuture<Long>> asked =
        places.stream()
            .map(
                place ->
                    CompletableFuture.supplyAsync(
                        () -> offset(partition(place), stamp, deadline),
                        Thread::startVirtualThread))
            .toList();
    return asked.stream().map(deadline::await).toList();
  }

  @Override
  public long end(Place place) {
    return admitted(
        place, deadline -> offset(partition(place), ListOffsetsRequest.LATEST_TIMESTAMP, deadline));
  }

  @Override
  public OptionalLong offsetAt(Place place, Instant instant) {
    // Below 0 are Kafka's own marks.
    long stamp = Math.max(0, instant.toEpochMilli());
    long found = admitted(place, deadline -> offset(partition(place), stamp, deadline));
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }

  private <T> T admitted(Place place, Function<Deadline, T> call) {
    if (!room.tryAcquire()) {
      throw new StreamFaultException(new Overloaded());
    }
    try {
      return call.apply(Deadline.in(timeout));
    } catch (UnknownTopicIdException e) {
      throw new StreamFaultException(new StreamGone(place.topicId(), place.shard()), e);
    } finally {
      room.release();
    }
  }

  private long offset(TopicIdPartition partition, long stamp, Deadline deadline) {
    return calls.ask(partition, deadline, leader -> new Ask.Offset(partition, leader, stamp));
  }

  static TopicIdPartition partition(Place place) {
    return new TopicIdPartition(Answers.uuid(place.topicId()), place.partition(), place.topic());
  }

  /** One call of {@link #read}. */
  private final class Read {
    private final TopicIdPartition partition;
    private final Deadline deadline;
    private final Deadline stepping;
    private final int maxRecords;
    private final int maxBytes;
    private int fetchBytes;

    Read(TopicIdPartition partition, Deadline deadline, int maxRecords, int maxBytes) {
      this.partition = partition;
      this.deadline = deadline;
      this.stepping = Deadline.in(timeout.dividedBy(2));
      this.maxRecords = maxRecords;
      this.maxBytes = maxBytes;
      long enough = Math.max(SMALLEST_FETCH_BYTES, (long) maxRecords * FETCH_BYTES_PER_RECORD);
      this.fetchBytes = (int) Math.min(enough, Math.max(maxBytes, SMALLEST_FETCH_BYTES));
    }

    /** Steps over what no reader sees, as far as half the time allows. */
    Batch from(long offset) {
      long at = offset;
      for (int fruitless = 0; ; ) {
        PartitionData data = fetch(at);
        if (data.errorCode() == Errors.OFFSET_OUT_OF_RANGE.code()) {
          long start = offset(partition, ListOffsetsRequest.EARLIEST_TIMESTAMP, deadline);
          if (at >= start) {
            long end = offset(partition, ListOffsetsRequest.LATEST_TIMESTAMP, deadline);
            return new Batch(List.of(), at, end);
          }
          at = start;
          continue;
        }
        Batch page = page(data, at);
        if (!page.records().isEmpty() || page.next() >= page.end() || stepping.isOver()) {
          return page;
        }
        fruitless = page.next() > at ? 0 : fruitless + 1;
        at = page.next();
        // Others took the room in the answer: the next one must hold any batch.
        fetchBytes = FetchRound.MAX_BYTES;
        stepping.pauseBefore(fruitless);
      }
    }

    private PartitionData fetch(long at) {
      return calls.ask(
          partition, deadline, leader -> new Ask.Fetch(partition, leader, at, fetchBytes));
    }

    private Batch page(PartitionData data, long at) {
      try {
        return Page.of(data, at, maxRecords, maxBytes);
      } catch (KafkaException e) {
        throw Answers.unavailable(e);
      }
    }
  }

  Calls calls() {
    return calls;
  }

  /** How many calls wait for Kafka now. */
  public int inFlight() {
    return atMost - room.availablePermits();
  }

  /** How often a broker was asked again: it had lost the lead, or did not answer. */
  public long retries() {
    return calls.retries();
  }

  /** How many brokers do not answer, as far as calls of the last seconds can tell. */
  public int silentBrokers() {
    return calls.silentBrokers();
  }

  /** Fails what is under way. */
  @Override
  public void close() {
    calls.close();
  }
}
