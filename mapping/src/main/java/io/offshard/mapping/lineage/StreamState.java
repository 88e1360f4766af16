// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where a stream is in its life; each state holds what is known in it.
 *
 * <pre>
 *   PREPARE create -> Creating -- COMMIT created -> Active -- PREPARE delete -> Deleting -- COMMIT deleted -> (gone)
 *                        |  \-- PREPARE delete ---------------------------------^
 *                        \-- ABORT -> (gone)
 *
 *   Active -- PREPARE alter -> Updating -- COMMIT altered or ABORT -> Active
 *                                 \-- PREPARE delete -> Deleting
 *
 *   Active -- PREPARE grow -> Growing -- COMMIT grown or ABORT -> Active
 *                                \-- PREPARE delete -> Deleting
 *
 *   Active -- PREPARE reshard -> Reshaping -- CLOSE -> Reshaping -- COMMIT resharded -> Active, or Reshaping for the next step
 *                                    \-- ABORT -> Active
 *                                    \-- PREPARE delete -> Deleting
 * </pre>
 */
public sealed interface StreamState {

  /** The topic is being made; no shard can be seen yet. */
  record Creating(UUID op, int shardCount) implements StreamState {}

  /** The stream takes and gives records. */
  record Active(UUID topicId, Shards shards) implements StreamState {}

  /**
   * A setting is being altered. The stream takes and gives records as {@code before}; until the
   * commit its settings are the old ones.
   */
  record Updating(UUID op, Active before, Alteration alteration) implements StreamState {}

  /**
   * The topic's owner has added partitions, and some shards are being closed for their children:
   * they take nothing until that is decided. The other shards take and give records.
   *
   * @param partitions how many there are now
   * @param prepared where in the log the proposal stands
   */
  record Growing(UUID op, Active before, int partitions, long prepared) implements StreamState {

    List<Succession> changes() {
      return before.shards().growth(partitions);
    }

    /** The shards that close, by ascending index. */
    public List<Shard> parents() {
      return before.shards().closedBy(changes());
    }
  }

  /**
   * Shards are being split or merged, step by step. Until a step begins to close shards the stream
   * takes and gives records as {@code before}; then the shards that close take nothing until the
   * step is committed.
   *
   * @param what is wanted in the end
   * @param step which step it is, counted from 0
   * @param changes that the step makes, all at once
   * @param closing where in the log it stands that the shards close; empty before that
   */
  record Reshaping(
      UUID op,
      Active before,
      Resharding what,
      int step,
      List<Succession> changes,
      OptionalLong closing)
      implements StreamState {

    public Reshaping {
      changes = List.copyOf(changes);
    }

    /** At the beginning of a step. */
    static Reshaping of(UUID op, Active before, Resharding what, int step, OptionalLong closing) {
      return new Reshaping(op, before, what, step, what.next(before.shards()), closing);
    }

    /** How many partitions the topic must have for the step. */
    public int partitions() {
      return Succession.partitions(before.shards(), changes);
    }

    /** The shards that the step closes, by ascending index. */
    public List<Shard> parents() {
      return before.shards().closedBy(changes);
    }

    Reshaping closing(long since) {
      return new Reshaping(op, before, what, step, changes, OptionalLong.of(since));
    }
  }

  /** The topic is being deleted; {@code before} says what the stream was until then. */
  record Deleting(UUID op, StreamState before) implements StreamState {}
}
