// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.util.UUID;

/**
 * A proposal or a decision in the lineage log. A change of a stream is an operation: it is
 * prepared, the world is made so, and it is committed or aborted. Every replica applies the events
 * in log order, and so agrees on which of two rivals won.
 */
public sealed interface LineageEvent extends LogRecord {

  /** The operation that the event is about. */
  UUID op();

  /** Proposes a change; it holds from here on if the image accepts it. */
  record Prepare(UUID op, Change change) implements LineageEvent {}

  /** Says that a prepared change has been made. The first one in log order counts. */
  record Commit(UUID op, Outcome outcome) implements LineageEvent {}

  /** Takes a prepared change back. */
  record Abort(UUID op, String reason) implements LineageEvent {}

  /** What an operation changes. */
  sealed interface Change {

    /** The name of the stream concerned. */
    String stream();

    /** A new stream of so many shards. */
    record Create(String stream, int shardCount, StreamSettings settings) implements Change {}

    /** The end of a stream and of its topic. */
    record Delete(String stream) implements Change {}
  }

  /** What making the change has brought about. */
  sealed interface Outcome {

    /** The topic exists, is empty, and every partition takes records. */
    record Created(UUID topicId) implements Outcome {}

    /** The topic is gone. */
    record Deleted() implements Outcome {}
  }
}
