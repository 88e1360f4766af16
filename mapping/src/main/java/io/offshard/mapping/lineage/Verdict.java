// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

/** What became of an event when it was reached in log order; the same on every replica. */
public enum Verdict {
  /** It changed the image. */
  ACCEPTED,
  /** A stream of that name, or of one that Kafka takes for the same, exists. */
  NAME_TAKEN,
  /** A stream of that name was deleted through an API, so a topic of the name is not adopted. */
  NAME_DELETED,
  /** The stream is not there. */
  NO_SUCH_STREAM,
  /** The stream is already being deleted. */
  ALREADY_DELETING,
  /** The stream is not active: it is in the middle of something else. */
  NOT_ACTIVE,
  /** The stream has no such shard. */
  NO_SUCH_SHARD,
  /** The shard was split or merged before. */
  SHARD_CLOSED,
  /** The shard cannot be split at that hash key. */
  NOT_DIVISIBLE,
  /** The shards are no neighbours, or in the wrong order. */
  NOT_ADJACENT,
  /** The stream would have more tags than it may. */
  TOO_MANY_TAGS,
  /** The stream has a consumer of that name. */
  CONSUMER_EXISTS,
  /** The stream has no such consumer. */
  NO_SUCH_CONSUMER,
  /** A table of that name is enabled, or another stream has it. */
  TABLE_EXISTS,
  /** The stream has no such table, or it is not enabled. */
  NO_SUCH_TABLE,
  /** The stream has consumers, and was not to be deleted then. */
  HAS_CONSUMERS,
  /** The retention would become shorter by being raised, or longer by being lowered. */
  WRONG_DIRECTION,
  /** It is for streams on demand only. */
  NOT_ON_DEMAND,
  /** All is so already. */
  UNCHANGED,
  /** An operation of that id is under way, so this one was written twice. */
  DUPLICATE,
  /** The operation is not, or no longer, pending. */
  NOT_PENDING
}
