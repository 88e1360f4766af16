// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.time.Duration;

/**
 * Tells of the records of partitions as they arrive. One request at a broker serves all who follow
 * its partitions. Thread-safe.
 */
public interface Tails {

  /**
   * Begins to follow a partition at its end. Close it when nobody listens any more. Never blocks
   * for Kafka.
   */
  Feed follow(PartitionReader.Place place);

  /** One follower's bounded view of the newest records of a partition. For one thread. */
  interface Feed extends AutoCloseable {

    /**
     * Waits for the records from an offset on, at most that long.
     *
     * @throws StreamFaultException with {@link StreamFault.StreamGone} when the topic is gone, or
     *     with {@link StreamFault.Unavailable} when the server stops
     */
    Heard await(long next, Duration time) throws InterruptedException;

    @Override
    void close();
  }

  /** What a follower is told. */
  sealed interface Heard {

    /**
     * Records from exactly the offset on that was asked for. Others may hold the same ones: the
     * positions of their buffers must not be moved.
     *
     * @param batch tells where to go on from; it may be without records, where none is to be seen
     */
    record Arrived(Batch batch) implements Heard {}

    /**
     * None has come.
     *
     * @param end the offset behind the last record that could be seen
     */
    record Nothing(long end) implements Heard {}

    /**
     * The feed does not hold that offset: it has not begun, has overflowed, or has lost the broker.
     * Read the ordinary way, and ask again.
     */
    record Missed() implements Heard {}
  }
}
