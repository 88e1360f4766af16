// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.kafka.fetch.SilentBrokers.Visit;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InconsistentTopicIdException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.jspecify.annotations.Nullable;

/** One question to the leader of a partition, asked until it is answered. For one thread. */
final class Call<A> {
  /** After which it is looked whether another broker leads; most answers take a millisecond. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  /** Out of range in every log, so that a fetch at it costs no data. */
  private static final long BEYOND = Long.MAX_VALUE;

  private final Calls calls;
  private final TopicIdPartition partition;
  private final Deadline deadline;
  private final Function<Leader, Ask<A>> question;
  private final Visit visit;

  Call(
      Calls calls,
      TopicIdPartition partition,
      Deadline deadline,
      Function<Leader, Ask<A>> question,
      Visit visit) {
    this.calls = calls;
    this.partition = partition;
    this.deadline = deadline;
    this.question = question;
    this.visit = visit;
  }

  A answer() {
    RetriableException last = null;
    for (int attempt = 0; ; attempt++) {
      deadline.pauseBefore(attempt);
      try {
        A answer = once();
        calls.lost().found(partition.topicId());
        visit.praise();
        return answer;
      } catch (RetriableException e) {
        requireTopic(e);
        calls.countRetry();
        // That the time was over says less than what went wrong before.
        last = last != null && e instanceof TimeoutException ? last : e;
        if (deadline.isOver()) {
          throw last instanceof ThrottlingQuotaExceededException
              ? overloaded(last)
              : Answers.unavailable(last);
        }
      } catch (KafkaException e) {
        throw Answers.unavailable(e);
      }
    }
  }

  private void requireTopic(RetriableException problem) {
    boolean unknown =
        problem instanceof UnknownTopicIdException
            || problem instanceof InconsistentTopicIdException;
    if (unknown && calls.lost().isLost(partition.topicId(), partition.topic())) {
      throw new UnknownTopicIdException(partition + " is gone");
    }
  }

  private static StreamFaultException overloaded(@Nullable RuntimeException cause) {
    return new StreamFaultException(new Overloaded(), cause);
  }

  private A once() {
    Leader leader = calls.leaders().of(partition, deadline);
    try {
      requirePlace(visit.to(leader.node()));
      Ask<A> ask = question.apply(leader);
      A answer = awaited(leader, ask);
      if (ask instanceof Ask.Offset) {
        // It named the topic by name; that its leader knows the id afterwards proves it was meant.
        requireKnown(leader);
      }
      return answer;
    } catch (ThrottlingQuotaExceededException e) {
      throw e;
    } catch (RuntimeException e) {
      calls.leaders().forget(partition, leader);
      if (e instanceof DisconnectException) {
        requirePlace(visit.complain(leader.node()));
      }
      throw e;
    }
  }

  private void requireKnown(Leader leader) {
    try {
      var _ = awaited(leader, new Ask.Fetch(partition, leader, BEYOND, 1));
    } catch (TopicAuthorizationException e) {
      // It knows the id: who may only describe a topic is told where it ends.
    }
  }

  private <T> T awaited(Leader leader, Ask<T> ask) {
    calls.send(leader, ask);
    try {
      while (!deadline.isAnswered(ask.answer(), SILENCE) && !deadline.isOver()) {
        if (!calls.leaders().isStill(leader, partition)) {
          throw new NotLeaderOrFollowerException(
              "broker " + leader.node() + " does not answer and leads no more");
        }
        requirePlace(visit.complain(leader.node()));
      }
      return deadline.await(ask.answer());
    } finally {
      ask.answer().cancel(false);
    }
  }

  /** Who is refused has made the next one ask who leads, so silence is not for long. */
  private static void requirePlace(boolean free) {
    if (!free) {
      throw overloaded(null);
    }
  }
}
