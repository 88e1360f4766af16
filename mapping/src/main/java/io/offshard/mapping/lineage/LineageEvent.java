// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /**
   * Says that the shards that a step of a resharding closes take nothing from here on. Everything
   * else that the step needs is there.
   *
   * @param step which one, counted from 0
   */
  record Close(UUID op, int step) implements LineageEvent {}

  /** Takes a prepared change back. */
  record Abort(UUID op, String reason) implements LineageEvent {}

  /**
   * Sets what nothing in the world has to follow: it is decided by standing in the log. So there is
   * no operation to be carried out, and what several replicas set at the same time all counts.
   */
  record Declare(UUID op, Declaration what) implements LineageEvent {}

  /** What is set at once. */
  sealed interface Declaration {

    /** Tags that a stream gets, in place of those of the same key, and keys that it loses. */
    record Tags(String stream, Map<String, String> put, Set<String> removed)
        implements Declaration {

      public Tags {
        put = Map.copyOf(put);
        removed = Set.copyOf(removed);
      }

      Map<String, String> on(Map<String, String> before) {
        Map<String, String> all = new HashMap<>(before);
        all.keySet().removeAll(removed);
        all.putAll(put);
        return all;
      }

      /** What would become of them where there are those before. */
      Verdict verdict(Map<String, String> before) {
        Map<String, String> all = on(before);
        if (all.size() > StreamSettings.MAX_TAGS) {
          return Verdict.TOO_MANY_TAGS;
        }
        return all.equals(before) ? Verdict.UNCHANGED : Verdict.ACCEPTED;
      }
    }

    /** Whether the account wants a {@link BillingCommitment}. */
    record Billing(boolean committed) implements Declaration {}

    /**
     * A topic that is there becomes a stream, as it is.
     *
     * @param partitions how many it has
     * @param literal whether the name was asked for as such, not by a pattern
     */
    record Adoption(
        String stream, UUID topicId, int partitions, boolean literal, TopicTraits traits)
        implements Declaration {}

    /** The owner of an adopted topic has changed its settings. */
    record Observation(String stream, UUID topicId, TopicTraits traits) implements Declaration {}

    /** An adopted topic does not exist any more. */
    record Loss(String stream, UUID topicId) implements Declaration {}

    /** A change of a stream's {@link Attachments}. */
    sealed interface Attachment extends Declaration {

      /** The name of the stream concerned. */
      String stream();
    }

    /** A new consumer. */
    record Registration(String stream, String consumer, Map<String, String> tags)
        implements Attachment {

      public Registration {
        tags = Map.copyOf(tags);
      }
    }

    /** The end of a consumer. */
    record Deregistration(String stream, ConsumerId consumer) implements Attachment {}

    /** Tags of a consumer, as otherwise of a stream. */
    record ConsumerTags(ConsumerId consumer, Tags tags) implements Attachment {
      @Override
      public String stream() {
        return tags.stream();
      }
    }

    /** Who else may use the stream; nobody where the text is null. */
    record StreamPolicy(String stream, @Nullable String text) implements Attachment {}

    /** Who else may use a consumer; nobody where the text is null. */
    record ConsumerPolicy(String stream, ConsumerId consumer, @Nullable String text)
        implements Attachment {}

    /**
     * The records of a stream become changes of the items of a table from here on.
     *
     * @param starts as in {@link TableStream}
     */
    record TableEnabling(String stream, TableSpec table, Map<Integer, Long> starts)
        implements Attachment {

      public TableEnabling {
        starts = Map.copyOf(starts);
      }
    }

    /**
     * No more changes of a table from here on; what there are can be read for a day.
     *
     * @param ends as in {@link TableStream.Disabled}
     */
    record TableDisabling(String stream, String table, Map<Integer, Long> ends)
        implements Attachment {

      public TableDisabling {
        ends = Map.copyOf(ends);
      }
    }

    /** All streams of a table go at once. */
    record TableRemoval(String stream, String table) implements Attachment {}
  }

  /** What an operation changes. */
  sealed interface Change {

    /** The name of the stream concerned. */
    String stream();

    /** A new stream of so many shards. */
    record Create(String stream, int shardCount, StreamSettings settings) implements Change {}

    /**
     * The end of a stream and of its topic.
     *
     * @param onlyUnconsumed whether it is not to be if the stream has consumers
     */
    record Delete(String stream, boolean onlyUnconsumed) implements Change {

      /** Its consumers go with it. */
      public Delete(String stream) {
        this(stream, false);
      }
    }

    /** Another setting. */
    record Alter(String stream, Alteration alteration) implements Change {}

    /** Other shards, by splits and merges. */
    record Reshard(String stream, Resharding what) implements Change {}

    /** The shards that follow from the partitions that an owner has added to an adopted topic. */
    record Grow(String stream, UUID topicId, int partitions) implements Change {}
  }

  /** What making the change has brought about. */
  sealed interface Outcome {

    /** The topic exists, is empty, and every partition takes records. */
    record Created(UUID topicId) implements Outcome {}

    /** The topic is gone. */
    record Deleted() implements Outcome {}

    /** The topic is as the new setting wants it. */
    record Altered() implements Outcome {}

    /**
     * One step of a resharding has been made: each partition takes records, and the shards that
     * close have been sealed.
     *
     * @param step which one, counted from 0
     * @param ends where the shards that close end, by partition
     */
    record Resharded(int step, Map<Integer, Long> ends) implements Outcome {

      public Resharded {
        ends = Map.copyOf(ends);
      }
    }

    /**
     * Nobody writes to the shards that close, and each new partition takes records.
     *
     * @param ends where the shards that close end, by partition
     */
    record Grown(Map<Integer, Long> ends) implements Outcome {

      public Grown {
        ends = Map.copyOf(ends);
      }
    }
  }
}
