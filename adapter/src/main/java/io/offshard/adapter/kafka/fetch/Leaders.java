// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.jspecify.annotations.Nullable;

/** Remembers who leads which partition, and asks Kafka for what it does not know. Thread-safe. */
final class Leaders {
  /** So many topics are remembered; beyond that all are asked for anew. */
  private static final int MOST = 20_000;

  private final Map<Uuid, Map<Integer, Leader>> known = new ConcurrentHashMap<>();
  private final Map<Uuid, Ask.Topic> underWay = new ConcurrentHashMap<>();
  private final Consumer<Ask.Topic> kafka;

  /**
   * Nothing is known at first.
   *
   * @param kafka sends a question
   */
  Leaders(Consumer<Ask.Topic> kafka) {
    this.kafka = kafka;
  }

  /**
   * The leader of a partition, as far as known.
   *
   * @throws RuntimeException what Kafka says when asked, or {@link LeaderNotAvailableException}
   */
  Leader of(TopicIdPartition partition, Deadline deadline) {
    Leader leader = in(known.get(partition.topicId()), partition);
    if (leader == null) {
      leader = in(deadline.await(asked(partition.topicId()).answer()), partition);
    }
    if (leader == null) {
      throw new LeaderNotAvailableException(partition + " has no leader");
    }
    return leader;
  }

  private static @Nullable Leader in(
      @Nullable Map<Integer, Leader> leaders, TopicIdPartition partition) {
    return leaders == null ? null : leaders.get(partition.partition());
  }

  /** All who want to know of a topic at a time share one question. */
  private Ask.Topic asked(Uuid topic) {
    Ask.Topic mine = new Ask.Topic(topic);
    Ask.Topic others = underWay.putIfAbsent(topic, mine);
    if (others != null) {
      return others;
    }
    var _ =
        mine.answer()
            .whenComplete(
                (leaders, _) -> {
                  if (leaders != null) {
                    remember(topic, leaders);
                  }
                  underWay.remove(topic, mine);
                });
    kafka.accept(mine);
    return mine;
  }

  private void remember(Uuid topic, Map<Integer, Leader> leaders) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(topic, leaders);
  }

  /**
   * Whether the leader is still the one, as far as known; asks Kafka, for the next call to know
   * better.
   */
  boolean isStill(Leader leader, TopicIdPartition partition) {
    Leader last = in(known.get(partition.topicId()), partition);
    if (last != null && !last.equals(leader)) {
      return false;
    }
    var _ = asked(partition.topicId());
    return true;
  }

  /** Makes the next caller of that partition ask, unless somebody has asked since. */
  void forget(TopicIdPartition partition, Leader wrong) {
    known.computeIfPresent(
        partition.topicId(),
        (_, leaders) ->
            wrong.equals(leaders.get(partition.partition()))
                ? without(partition.partition(), leaders)
                : leaders);
  }

  /** The others may be led by brokers that are well: their readers need not wait. */
  private static Map<Integer, Leader> without(int partition, Map<Integer, Leader> leaders) {
    Map<Integer, Leader> others = new HashMap<>(leaders);
    others.remove(partition);
    return others;
  }
}
