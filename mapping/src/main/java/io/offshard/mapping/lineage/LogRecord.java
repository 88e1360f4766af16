// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.util.List;
import java.util.UUID;

/**
 * What the lineage log holds. No key is ever written twice, except that heartbeats replace each
 * other and that a key is cleared: so compaction, which keeps the last record of a key, takes away
 * only what nobody needs.
 */
public sealed interface LogRecord
    permits LineageEvent,
        LogRecord.Heartbeat,
        LogRecord.Ping,
        LogRecord.SnapshotPart,
        LogRecord.SnapshotEnd,
        LogRecord.Cleared {

  /**
   * A sign of life of a replica, and how far it has read.
   *
   * @param nonce tells the replica's own heartbeats apart when it reads them back
   * @param applied the offset behind the last record that it has applied
   * @param knows the newest level of the format that it can read
   * @param left whether this is its last one
   * @param reaches for each partition whose shard is being closed
   * @param loads for each stream that scales itself and that the replica has written to
   */
  record Heartbeat(
      UUID replica,
      long nonce,
      long applied,
      int knows,
      boolean left,
      List<Reach> reaches,
      List<Load> loads)
      implements LogRecord {

    public Heartbeat {
      reaches = List.copyOf(reaches);
      loads = List.copyOf(loads);
    }
  }

  /**
   * How much a replica has written to a stream since it was started.
   *
   * @param bytes of data and partition keys
   */
  record Load(UUID topicId, long records, long bytes) {}

  /**
   * How far a replica has acknowledged or served records of a shard that is being closed. It goes
   * no further until that is decided.
   *
   * @param closure where in the log it stands that the shard closes
   * @param next the offset behind the last one
   */
  record Reach(long closure, int partition, long next) {}

  /**
   * Asks every replica for a heartbeat: who wants to close shards waits first for those that may be
   * gone, so that writers do not have to.
   */
  record Ping() implements LogRecord {}

  /**
   * One stream of a snapshot.
   *
   * @param base the snapshot is the image of all that is below this offset
   */
  record SnapshotPart(UUID snapshot, long base, Lineage stream) implements LogRecord {}

  /**
   * Says that a snapshot is whole. It stands for all events below its base.
   *
   * @param parts how many streams it has
   * @param rest what else the image holds
   */
  record SnapshotEnd(UUID snapshot, long base, int parts, Deployment rest) implements LogRecord {}

  /** A key was taken away, since nobody needs what it stood for. */
  record Cleared() implements LogRecord {}
}
