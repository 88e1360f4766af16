// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.StreamSettings;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The Kafka topics behind streams. Thread-safe; every method asks Kafka and may take seconds. */
public interface Topics {

  /** What came of an attempt to make a topic. */
  sealed interface Creation {
    /** It was made. */
    record Made(UUID topicId) implements Creation {}

    /** It was not. */
    sealed interface Refused extends Creation {
      /** Why, in Kafka's words. */
      String reason();
    }

    /** Kafka has a topic of just that name, perhaps from an earlier attempt. */
    record Exists(String reason) implements Refused {}

    /** The name is none, or Kafka has a topic of a name that it takes for the same. */
    record NameTaken(String reason) implements Refused {}

    /** Kafka will never make such a topic, for example with so many partitions. */
    record Impossible(String reason) implements Refused {}
  }

  /** What is to be seen of the topic of a stream in the making. */
  sealed interface Sighting {
    /** It is as {@link #create} makes it, and no record was ever written to it. */
    record Unused(UUID topicId) implements Sighting {}

    /** It is somebody else's. */
    record InUse() implements Sighting {}

    /** There is none, or Kafka has not told all its brokers yet. */
    record NotSeen() implements Sighting {}
  }

  /**
   * Makes the topic of a stream.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when it is unknown what came
   *     of it
   */
  Creation create(String topic, int partitions, StreamSettings settings);

  /**
   * What {@link #create} would be refused for now; empty when it would not. Unlike a sighting this
   * is never out of date.
   */
  Optional<Creation.Refused> objection(String topic, int partitions, StreamSettings settings);

  /** Looks for what an attempt with the same arguments, cut short, may have left behind. */
  Sighting look(String topic, int partitions, StreamSettings settings);

  /**
   * Whether every partition has a leader that knows it. Before that an idempotent producer's first
   * records can be lost (KAFKA-15591), so the stream is not shown as active.
   */
  boolean writable(String topic, int partitions);

  /** Where the partitions of a topic end. */
  sealed interface Ends {
    /**
     * Behind the last record of each partition, committed or not; every partition takes records.
     */
    record Known(List<Long> byPartition) implements Ends {}

    /** Not all partitions take records yet. */
    record NotYet() implements Ends {}

    /** The topic is not there any more, or another one of its name. */
    record Gone() implements Ends {}
  }

  /**
   * Gives the topic with that id so many partitions, if it has fewer.
   *
   * @return why Kafka will never do so; empty when it has
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when it is unknown what came
   *     of it
   */
  Optional<String> widen(String topic, UUID topicId, int partitions);

  /** Asks where the first so many partitions of the topic with that id end. */
  Ends ends(String topic, UUID topicId, int partitions);

  /**
   * Drops the records of a partition of the topic with that id that come before an offset.
   *
   * @return whether there was such a topic
   * @throws StreamFaultException with {@link StreamFault.NotOwned} where Kafka does not let us, or
   *     {@link StreamFault.Unavailable} when it is unknown what came of it
   */
  boolean truncate(String topic, UUID topicId, int partition, long before);

  /**
   * Whether some broker makes a topic that a client merely names: then a producer that has not
   * forgotten a deleted topic would bring it back.
   */
  boolean canComeBack();

  /**
   * Makes the topic with that id as the alteration wants it; what says nothing of topics changes
   * nothing. Nor does doing it again.
   *
   * @return why Kafka will never do so; empty when it has
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when it is unknown what came
   *     of it
   */
  Optional<String> alter(String topic, UUID topicId, Alteration alteration);

  /** What {@link #alter} would be refused for now; empty when it would not. */
  Optional<String> objection(String topic, UUID topicId, Alteration alteration);

  /**
   * Deletes the topic with that id; nothing happens when there is none, or one of another id by
   * that name.
   */
  void delete(String topic, UUID topicId);
}
