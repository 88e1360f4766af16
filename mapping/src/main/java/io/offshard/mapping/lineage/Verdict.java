// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

/** What became of an event when it was reached in log order; the same on every replica. */
public enum Verdict {
  /** It changed the image. */
  ACCEPTED,
  /** A stream of that name, or of one that Kafka takes for the same, exists. */
  NAME_TAKEN,
  /** The stream is not there. */
  NO_SUCH_STREAM,
  /** The stream is already being deleted. */
  ALREADY_DELETING,
  /** An operation of that id is under way, so this one was written twice. */
  DUPLICATE,
  /** The operation is not, or no longer, pending. */
  NOT_PENDING
}
