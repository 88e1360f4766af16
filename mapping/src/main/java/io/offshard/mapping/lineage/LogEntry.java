// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Billing;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an event of the lineage log: flat, so that it can be read with any Kafka consumer.
 * Members that a kind does not have are absent. Public only because a {@link Struct} asks for it;
 * use {@link LineageCodec}.
 *
 * @param level the format's version; a reader stops at a level that it does not know
 * @param kind which event it is
 * @param op the operation's id
 * @param tags those given
 */
public record LogEntry(
    Integer level,
    Kind kind,
    String op,
    @Nullable String stream,
    @Nullable Integer shardCount,
    @Nullable CapacityMode mode,
    @Nullable Integer retentionHours,
    @Nullable Integer maxRecordKiB,
    @Nullable Map<String, String> tags,
    @Nullable List<String> removedTags,
    @Nullable Boolean committed,
    @Nullable AlterationEntry alteration,
    @Nullable String topicId,
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
    DECLARE_BILLING
  }

  static final Struct<LogEntry> SHAPE =
      Struct.of(
          LogEntry.class,
          Member.required("level", Whole.ofInt()),
          Member.required("kind", EnumText.of(Kind.class)),
          Member.required("op", Text.any()),
          Member.of("stream", Text.any()),
          Member.of("shardCount", Whole.ofInt()),
          Member.of("mode", EnumText.of(CapacityMode.class)),
          Member.of("retentionHours", Whole.ofInt()),
          Member.of("maxRecordKiB", Whole.ofInt()),
          Member.of("tags", MapShape.of(Text.any(), Text.any())),
          Member.of("removedTags", ListShape.of(Text.any())),
          Member.of("committed", Flag.any()),
          Member.of("alteration", AlterationEntry.SHAPE),
          Member.of("topicId", Text.any()),
          Member.of("reason", Text.any()));

  /** An entry of a kind with few members; null is what the kind does not have. */
  static LogEntry of(
      Kind kind,
      UUID op,
      @Nullable String stream,
      @Nullable UUID topicId,
      @Nullable String reason) {
    return new LogEntry(
        LEVEL,
        kind,
        op.toString(),
        stream,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        topicId == null ? null : topicId.toString(),
        reason);
  }

  static LogEntry create(UUID op, Create c) {
    StreamSettings s = c.settings();
    return new LogEntry(
        LEVEL,
        Kind.PREPARE_CREATE,
        op.toString(),
        c.stream(),
        c.shardCount(),
        s.mode(),
        s.retentionHours(),
        s.maxRecordKiB(),
        s.tags(),
        null,
        null,
        null,
        null,
        null);
  }

  static LogEntry alter(UUID op, Alter a) {
    return new LogEntry(
        LEVEL,
        Kind.PREPARE_ALTER,
        op.toString(),
        a.stream(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        AlterationEntry.of(a.alteration()),
        null,
        null);
  }

  static LogEntry tags(UUID op, Tags t) {
    List<String> removed = t.removed().stream().sorted().toList();
    return new LogEntry(
        LEVEL,
        Kind.DECLARE_TAGS,
        op.toString(),
        t.stream(),
        null,
        null,
        null,
        null,
        t.put(),
        removed,
        null,
        null,
        null,
        null);
  }

  static LogEntry billing(UUID op, Billing b) {
    return new LogEntry(
        LEVEL,
        Kind.DECLARE_BILLING,
        op.toString(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        b.committed(),
        null,
        null,
        null);
  }
}
