// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an event of the lineage log, which any Kafka consumer can show. Members that a kind
 * does not have are absent. Public only because a {@link Struct} asks for it; use {@link
 * LineageCodec}.
 *
 * @param level the format's version; a reader stops at a level that it does not know
 * @param kind which event it is
 * @param op the operation's id
 * @param topic what is known of a topic that is somebody else's
 * @param resharding what is wanted, or which step was made
 * @param committed whether the account's commitment shall run
 */
public record LogEntry(
    Integer level,
    Kind kind,
    String op,
    @Nullable String stream,
    @Nullable CreationEntry creation,
    @Nullable AlterationEntry alteration,
    @Nullable TagsEntry tags,
    @Nullable Boolean committed,
    @Nullable String topicId,
    @Nullable NativeEntry topic,
    @Nullable ReshardingEntry resharding,
    @Nullable String reason) {

  /** All kinds have been there from the first version on. */
  static final int LEVEL = 1;

  /** What happened. */
  public enum Kind {
    PREPARE_CREATE,
    PREPARE_DELETE,
    PREPARE_ALTER,
    COMMIT_CREATED,
    COMMIT_DELETED,
    COMMIT_ALTERED,
    ABORT,
    DECLARE_TAGS,
    DECLARE_BILLING,
    DECLARE_ADOPTION,
    DECLARE_OBSERVATION,
    DECLARE_LOSS,
    PREPARE_GROW,
    COMMIT_GROWN,
    PREPARE_RESHARD,
    CLOSE,
    COMMIT_RESHARDED
  }

  static final Struct<LogEntry> SHAPE =
      Struct.of(
          LogEntry.class,
          Member.required("level", Whole.ofInt()),
          Member.required("kind", EnumText.of(Kind.class)),
          Member.required("op", Text.any()),
          Member.of("stream", Text.any()),
          Member.of("creation", CreationEntry.SHAPE),
          Member.of("alteration", AlterationEntry.SHAPE),
          Member.of("tags", TagsEntry.SHAPE),
          Member.of("committed", Flag.any()),
          Member.of("topicId", Text.any()),
          Member.of("topic", NativeEntry.SHAPE),
          Member.of("resharding", ReshardingEntry.SHAPE),
          Member.of("reason", Text.any()));

  /** An entry of a kind that has nothing else. */
  static LogEntry of(Kind kind, UUID op) {
    return new LogEntry(
        LEVEL, kind, op.toString(), null, null, null, null, null, null, null, null, null);
  }

  LogEntry withStream(String name) {
    return new LogEntry(
        level,
        kind,
        op,
        name,
        creation,
        alteration,
        tags,
        committed,
        topicId,
        topic,
        resharding,
        reason);
  }

  LogEntry with(CreationEntry made) {
    return new LogEntry(
        level,
        kind,
        op,
        stream,
        made,
        alteration,
        tags,
        committed,
        topicId,
        topic,
        resharding,
        reason);
  }

  LogEntry with(AlterationEntry made) {
    return new LogEntry(
        level,
        kind,
        op,
        stream,
        creation,
        made,
        tags,
        committed,
        topicId,
        topic,
        resharding,
        reason);
  }

  LogEntry with(TagsEntry made) {
    return new LogEntry(
        level,
        kind,
        op,
        stream,
        creation,
        alteration,
        made,
        committed,
        topicId,
        topic,
        resharding,
        reason);
  }

  LogEntry with(NativeEntry made) {
    return new LogEntry(
        level,
        kind,
        op,
        stream,
        creation,
        alteration,
        tags,
        committed,
        topicId,
        made,
        resharding,
        reason);
  }

  LogEntry with(ReshardingEntry made) {
    return new LogEntry(
        level,
        kind,
        op,
        stream,
        creation,
        alteration,
        tags,
        committed,
        topicId,
        topic,
        made,
        reason);
  }

  LogEntry withCommitted(boolean running) {
    return new LogEntry(
        level,
        kind,
        op,
        stream,
        creation,
        alteration,
        tags,
        running,
        topicId,
        topic,
        resharding,
        reason);
  }

  LogEntry withTopicId(UUID id) {
    return new LogEntry(
        level,
        kind,
        op,
        stream,
        creation,
        alteration,
        tags,
        committed,
        id.toString(),
        topic,
        resharding,
        reason);
  }

  LogEntry withReason(String why) {
    return new LogEntry(
        level,
        kind,
        op,
        stream,
        creation,
        alteration,
        tags,
        committed,
        topicId,
        topic,
        resharding,
        why);
  }
}
