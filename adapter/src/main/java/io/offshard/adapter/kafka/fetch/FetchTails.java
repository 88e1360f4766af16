// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Tails;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows partitions with fetch requests that wait at the brokers: one for every hundred partitions
 * of a broker, whoever follows them, over connections that no other reader has to share. What comes
 * is kept for followers that are slower, as far as memory allows. Thread-safe.
 */
public final class FetchTails implements Tails, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FetchTails.class);

  /** A partition that has been lost is not asked for again at once, as the next error may wait. */
  private static final int AGAIN = 4;

  private final Map<TopicIdPartition, Tail> tails = new ConcurrentHashMap<>();
  private final Calls calls;
  private final Duration timeout;
  private final TailBuffer buffer;
  private final TailLane lane;
  private volatile boolean closed;

  /**
   * Follows nothing yet.
   *
   * @param reader knows the leaders of partitions, and must outlive this
   * @param timeout how long a question for the end of a partition may take; after half of it a
   *     broker that does not answer counts as gone
   * @param bufferBytes what all pages may take that are kept for followers
   * @throws io.offshard.adapter.kafka.UnusableSettings when Kafka will not have the settings
   */
  public FetchTails(
      KafkaClients clients, FetchPartitionReader reader, Duration timeout, long bufferBytes) {
    Duration requestTimeout = timeout.dividedBy(2);
    this.calls = reader.calls();
    this.timeout = timeout;
    this.buffer = new TailBuffer(bufferBytes);
    this.lane =
        new TailLane(
            Wire.create(clients, "offshard-tail", requestTimeout),
            calls.leaders(),
            requestTimeout,
            buffer,
            this::reopen);
  }

  @Override
  public Feed follow(Place place) {
    TopicIdPartition partition = FetchPartitionReader.partition(place);
    Tail tail = tails.compute(partition, (_, present) -> joined(partition, present));
    if (closed) {
      stop(tail);
    }
    return new Follower(place, tail);
  }

  private Tail joined(TopicIdPartition partition, @Nullable Tail present) {
    Tail tail = present == null ? new Tail(partition) : present;
    tail.join();
    if (present == null) {
      // After the joining: it ends when nobody follows.
      Thread.startVirtualThread(() -> open(tail, 0));
    }
    return tail;
  }

  private void leave(Tail tail) {
    tails.computeIfPresent(
        tail.partition(),
        (_, present) -> {
          if (tail.leave()) {
            return present;
          }
          lane.leave(tail);
          return null;
        });
  }

  private void reopen(Tail tail) {
    Thread.startVirtualThread(() -> open(tail, AGAIN));
  }

  /** Asks who leads the partition and where its end is, until there is an answer. */
  private void open(Tail tail, int first) {
    TopicIdPartition partition = tail.partition();
    for (int attempt = first; tail.isFollowed() && !closed; attempt++) {
      try {
        Deadline deadline = Deadline.in(timeout);
        deadline.pauseBefore(attempt);
        long end =
            calls.ask(
                partition,
                deadline,
                leader -> new Ask.Offset(partition, leader, ListOffsetsRequest.LATEST_TIMESTAMP));
        lane.join(tail, calls.leaders().of(partition, deadline), end);
        return;
      } catch (UnknownTopicIdException e) {
        tail.end(place -> new StreamGone(place.topicId(), place.shard()));
        return;
      } catch (StreamFaultException | KafkaException e) {
        log.debug("{} cannot be followed yet", partition, e);
      }
    }
  }

  /** How many partitions are followed. */
  public int partitions() {
    return tails.size();
  }

  /** How many fetch requests have been sent for followers. */
  public long requests() {
    return lane.requests();
  }

  /** What the pages that are kept take. */
  public long bytes() {
    return buffer.bytes();
  }

  /** Tells all who wait. */
  @Override
  public void close() {
    closed = true;
    tails.values().forEach(FetchTails::stop);
    lane.close();
  }

  private static void stop(Tail tail) {
    tail.end(_ -> new Unavailable("the server is stopping"));
  }

  /** One follower. */
  private final class Follower implements Feed {
    private final Place place;
    private final Tail tail;
    private final AtomicBoolean left = new AtomicBoolean();

    Follower(Place place, Tail tail) {
      this.place = place;
      this.tail = tail;
    }

    @Override
    public Heard await(long next, Duration time) throws InterruptedException {
      return tail.await(next, time, place);
    }

    @Override
    public void close() {
      if (left.compareAndSet(false, true)) {
        leave(tail);
      }
    }
  }
}
