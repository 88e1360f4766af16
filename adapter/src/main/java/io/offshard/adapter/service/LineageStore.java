// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** The lineage log: the one place where it is decided what streams there are. Thread-safe. */
public interface LineageStore {

  /** The image as this replica has read it so far; no I/O. */
  Lineages current();

  /**
   * The image of a replica that holds a lease: nobody has closed a shard since without having asked
   * this replica. Who writes records needs it before, to know where they go, and once more after
   * they were acknowledged, to know that they are where they should be. No I/O as long as Kafka
   * answers.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when there is no lease and it
   *     does not come back within a second
   */
  Lineages confirmed();

  /**
   * The image with all that stood in the log when this call was made, whatever clocks say: appends
   * a record and reads it back. Who writes records and trusts no lease needs it after they were
   * acknowledged.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when that takes too long
   */
  Lineages settled();

  /**
   * The image with all that any replica was told before this call: what one has acknowledged, every
   * other shows. Asks Kafka where the log ends and waits until this replica has read so far.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when that takes too long
   */
  Lineages latest();

  /**
   * Appends an event and waits until this replica has read it back.
   *
   * @return what became of it in log order; the image is at least as new
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when Kafka does not answer in
   *     time; the event may have been written or not
   */
  Verdict append(LineageEvent event);

  /**
   * Waits until the image that this replica has read is so; no I/O.
   *
   * @return whether it came to that in time
   */
  boolean await(Predicate<Lineages> wanted, Duration time);

  /**
   * Asks every replica for a sign of life.
   *
   * @return an offset for {@link #drained}
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when Kafka does not answer
   */
  long ping();

  /**
   * How far the replicas have acknowledged and served what is about to be closed, by partition; all
   * that count when those have {@link #drained}.
   *
   * @param closure where in the log it stands
   */
  Map<Integer, Long> reached(long closure);

  /** How much each replica has said that it wrote to streams that scale themselves. */
  Map<UUID, List<Load>> loads();

  /** Whether this replica is the one, of all that are alive, that does what one is to do. */
  boolean isFirst();

  /**
   * Whether every replica that may write knows of the event at that offset, or is gone for so long
   * that it must not answer for what it writes.
   */
  boolean drained(long offset);
}
