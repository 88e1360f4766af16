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
 * @param attachment what changes of a stream's consumers and policies
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
    @Nullable AttachmentEntry attachment,
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
    COMMIT_RESHARDED,
    PREPARE_DELETE_UNCONSUMED,
    DECLARE_REGISTRATION,
    DECLARE_DEREGISTRATION,
    DECLARE_CONSUMER_TAGS,
    DECLARE_STREAM_POLICY,
    DECLARE_CONSUMER_POLICY,
    DECLARE_TABLE_ENABLING,
    DECLARE_TABLE_DISABLING,
    DECLARE_TABLE_REMOVAL
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
          Member.of("attachment", AttachmentEntry.SHAPE),
          Member.of("reason", Text.any()));

  /** An entry in the making: what a kind does not have stays absent. For one thread. */
  static final class Draft {
    private final Kind kind;
    private final UUID op;
    private @Nullable String stream;
    private @Nullable CreationEntry creation;
    private @Nullable AlterationEntry alteration;
    private @Nullable TagsEntry tags;
    private @Nullable Boolean committed;
    private @Nullable String topicId;
    private @Nullable NativeEntry topic;
    private @Nullable ReshardingEntry resharding;
    private @Nullable AttachmentEntry attachment;
    private @Nullable String reason;

    Draft(Kind kind, UUID op) {
      this.kind = kind;
      this.op = op;
    }

    Draft stream(String text) {
      stream = text;
      return this;
    }

    Draft with(CreationEntry content) {
      creation = content;
      return this;
    }

    Draft with(AlterationEntry content) {
      alteration = content;
      return this;
    }

    Draft with(TagsEntry content) {
      tags = content;
      return this;
    }

    Draft committed(boolean running) {
      committed = running;
      return this;
    }

    Draft topicId(UUID id) {
      topicId = id.toString();
      return this;
    }

    Draft with(NativeEntry content) {
      topic = content;
      return this;
    }

    Draft with(ReshardingEntry content) {
      resharding = content;
      return this;
    }

    Draft with(AttachmentEntry content) {
      attachment = content;
      return this;
    }

    Draft reason(String text) {
      reason = text;
      return this;
    }

    LogEntry entry() {
      return new LogEntry(
          LEVEL,
          kind,
          op.toString(),
          stream,
          creation,
          alteration,
          tags,
          committed,
          topicId,
          topic,
          resharding,
          attachment,
          reason);
    }
  }
}
