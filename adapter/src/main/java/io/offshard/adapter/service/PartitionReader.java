// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads Kafka partitions at any offset. Only committed records are seen. Thread-safe. */
public interface PartitionReader {

  /**
   * A partition of the topic that a stream was made with. A later topic of the same name is another
   * place: when the first is gone every question throws {@link StreamFaultException} with {@link
   * StreamFault.StreamGone}, at the latest some seconds after the brokers know.
   *
   * @param shard that is read there; only named in faults
   */
  record Place(String topic, UUID topicId, int partition, int shard) {}

  /**
   * The records from an offset on. An offset below the first retained one reads from there, one
   * beyond the end reads nothing.
   *
   * @param maxRecords at most so many, at least 1
   * @param maxBytes keys and values of at most so many bytes together; the first record comes
   *     whatever its size
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when Kafka does not answer in
   *     time
   */
  Batch read(Place place, long offset, int maxRecords, int maxBytes);

  /**
   * The first offset of each partition that Kafka has still and that is not stamped before that
   * instant; where there is none, the end. All are asked for at once.
   *
   * @param places partitions of one topic
   * @param oldest of 1970 or before: whatever the stamps are
   */
  List<Long> keptFrom(List<Place> places, Instant oldest);

  /** The offset of the next record to be written that will be seen. */
  long end(Place place);

  /**
   * The offset of the first record stamped at that instant or later; empty when there is none yet.
   */
  OptionalLong offsetAt(Place place, Instant instant);
}
