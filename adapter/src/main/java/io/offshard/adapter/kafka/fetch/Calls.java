// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.fetch.SilentBrokers.Visit;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.UnknownTopicIdException;

/**
 * Asks the leaders of partitions, and asks again when a leader has changed or a connection broke,
 * as long as the caller has time. Thread-safe.
 */
final class Calls implements AutoCloseable {
  private final List<Lane> lanes;
  private final Leaders leaders;
  private final LostTopics lost = new LostTopics(System::nanoTime);
  private final SilentBrokers silent = new SilentBrokers(System::nanoTime);
  private final LongAdder retries = new LongAdder();

  /**
   * Two connections per broker: while one answer is read, the other request waits at the broker.
   *
   * @param requestTimeout after which a broker counts as gone
   */
  Calls(KafkaClients clients, Duration requestTimeout) {
    this.lanes =
        List.of(
            lane(clients, "offshard-fetch-0", requestTimeout),
            lane(clients, "offshard-fetch-1", requestTimeout));
    this.leaders = new Leaders(ask -> lanes.getFirst().askAny(ask));
  }

  private static Lane lane(KafkaClients clients, String name, Duration requestTimeout) {
    return new Lane(name, Wire.create(clients, name, requestTimeout));
  }

  /**
   * Asks the leader of a partition.
   *
   * @param question is made anew for each attempt
   * @throws UnknownTopicIdException when the topic is gone
   * @throws StreamFaultException with {@link Unavailable}, or {@link Overloaded} when the broker
   *     held back answers until the time was over, or enough others wait for one that is silent
   */
  <A> A ask(TopicIdPartition partition, Deadline deadline, Function<Leader, Ask<A>> question) {
    try (Visit visit = silent.visit()) {
      return new Call<>(this, partition, deadline, question, visit).answer();
    }
  }

  Leaders leaders() {
    return leaders;
  }

  LostTopics lost() {
    return lost;
  }

  /** Hands the question to the connection on which fewer wait. */
  void send(Leader to, Ask<?> ask) {
    Lane first = lanes.getFirst();
    Lane second = lanes.getLast();
    (second.pending() < first.pending() ? second : first).ask(to.node(), ask);
  }

  void countRetry() {
    retries.increment();
  }

  /** How often a question was asked again: the leader had changed, or did not answer. */
  long retries() {
    return retries.sum();
  }

  /** How many brokers do not answer. */
  int silentBrokers() {
    return silent.count();
  }

  /** Fails what is under way. */
  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }
}
