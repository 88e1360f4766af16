// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.InconsistentTopicIdException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicIdException;

/**
 * Asks the leaders of partitions, and asks again when a leader has changed or a connection broke,
 * as long as the caller has time. Thread-safe.
 */
final class Calls implements AutoCloseable {
  /** After which it is looked whether another broker leads; most answers take a millisecond. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  /** Out of range in every log, so that a fetch at it costs no data. */
  private static final long BEYOND = Long.MAX_VALUE;

  private final List<Lane> lanes;
  private final Leaders leaders;
  private final LostTopics lost = new LostTopics(System::nanoTime);
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
   *     held back answers until the time was over
   */
  <A> A ask(TopicIdPartition partition, Deadline deadline, Function<Leader, Ask<A>> question) {
    RetriableException last = null;
    for (int attempt = 0; ; attempt++) {
      deadline.pauseBefore(attempt);
      try {
        A answer = once(partition, deadline, question);
        lost.found(partition.topicId());
        return answer;
      } catch (RetriableException e) {
        requireTopic(partition, e);
        retries.increment();
        // That the time was over says less than what went wrong before.
        last = last != null && e instanceof TimeoutException ? last : e;
        if (deadline.isOver()) {
          throw last instanceof ThrottlingQuotaExceededException
              ? new StreamFaultException(new Overloaded(), last)
              : Answers.unavailable(last);
        }
      } catch (KafkaException e) {
        throw Answers.unavailable(e);
      }
    }
  }

  private void requireTopic(TopicIdPartition partition, RetriableException problem) {
    boolean unknown =
        problem instanceof UnknownTopicIdException
            || problem instanceof InconsistentTopicIdException;
    if (unknown && lost.isLost(partition.topicId(), partition.topic())) {
      throw new UnknownTopicIdException(partition + " is gone");
    }
  }

  private <A> A once(
      TopicIdPartition partition, Deadline deadline, Function<Leader, Ask<A>> question) {
    Leader leader = leaders.of(partition, deadline);
    Ask<A> ask = question.apply(leader);
    A answer = answer(partition, leader, ask, deadline);
    if (ask instanceof Ask.Offset) {
      // It named the topic by name; that its leader knows the id afterwards proves it was meant.
      var _ = answer(partition, leader, new Ask.Fetch(partition, leader, BEYOND, 1), deadline);
    }
    return answer;
  }

  private <A> A answer(TopicIdPartition partition, Leader leader, Ask<A> ask, Deadline deadline) {
    lane().ask(leader.node(), ask);
    try {
      while (!deadline.isAnswered(ask.answer(), SILENCE)) {
        if (!leaders.isStill(leader, partition)) {
          throw new NotLeaderOrFollowerException(
              "broker " + leader.node() + " does not answer and leads no more");
        }
        if (deadline.isOver()) {
          break;
        }
      }
      return deadline.await(ask.answer());
    } catch (ThrottlingQuotaExceededException e) {
      throw e;
    } catch (RuntimeException e) {
      ask.answer().cancel(false);
      leaders.forget(partition, leader);
      throw e;
    }
  }

  private Lane lane() {
    Lane first = lanes.getFirst();
    Lane second = lanes.getLast();
    return second.pending() < first.pending() ? second : first;
  }

  /** Fails what is under way. */
  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }
}
