// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

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
  record Growing(UUID op, Active before, int partitions, long prepared) implements StreamState {}

  /** The topic is being deleted; {@code before} says what the stream was until then. */
  record Deleting(UUID op, StreamState before) implements StreamState {}
}
