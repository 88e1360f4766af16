// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.StreamSettings;
import java.util.Optional;
import java.util.UUID;

/**
 * The Kafka topics behind managed streams. Thread-safe; every method asks Kafka and may take
 * seconds.
 */
public interface Topics {

  /** What came of an attempt to make a topic. */
  sealed interface Creation {
    /** It was made. */
    record Made(UUID topicId) implements Creation {}

    /** Kafka has a topic of that name, or of one that it takes for the same. */
    record NameTaken(String reason) implements Creation {}

    /** Kafka will never make such a topic, for example with so many partitions. */
    record Impossible(String reason) implements Creation {}
  }

  /**
   * Makes the topic of a stream.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when it is unknown what came
   *     of it
   */
  Creation create(String topic, int partitions, StreamSettings settings);

  /**
   * The id of the topic if it was made for a stream, has that many partitions, and no record was
   * ever written to it: what an earlier attempt, cut short, has left behind.
   */
  Optional<UUID> findUnused(String topic, int partitions);

  /**
   * Whether every partition has a leader that knows it. Before that an idempotent producer's first
   * records can be lost (KAFKA-15591), so the stream is not shown as active.
   */
  boolean writable(String topic, int partitions);

  /**
   * Deletes the topic with that id; nothing happens when there is none, or one of another id by
   * that name.
   */
  void delete(String topic, UUID topicId);
}
