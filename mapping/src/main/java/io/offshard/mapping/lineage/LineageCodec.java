// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.LogEntry.Kind;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.shape.WireException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes lineage events as the bytes of Kafka records, and reads them back. */
public final class LineageCodec {
  /** The newest format that this version writes and reads. */
  public static final int LEVEL = 1;

  /** Only what must stay readable in every format to come. */
  public record Head(Integer level) {
    static final Struct<Head> SHAPE =
        Struct.of(Head.class, Member.required("level", Whole.ofInt()));
  }

  /** What a record of the log turned out to be. */
  public sealed interface Decoded {
    /** An event. */
    record Known(LineageEvent event) implements Decoded {}

    /** An event of a later version: a reader must not go on, as it would miss a decision. */
    record Newer(int level) implements Decoded {}

    /** Nothing that any version wrote: it is stepped over. */
    record Malformed(String problem) implements Decoded {}
  }

  private LineageCodec() {}

  /** The value of the record. */
  public static byte[] encode(LineageEvent event) {
    return LogEntry.SHAPE.encode(Wire.JSON, entry(event));
  }

  /**
   * The key of the record, which no other event shares: compaction keeps the last record of a key,
   * so a proposal that lost must never stand in for a decision.
   *
   * @param nonce tells two replicas that say the same apart
   */
  public static String key(LineageEvent event, UUID nonce) {
    return "op/" + event.op() + "/" + entry(event).kind() + "/" + nonce;
  }

  /** Reads a value; never throws. */
  public static Decoded decode(byte @Nullable [] value) {
    if (value == null) {
      return new Decoded.Malformed("no value");
    }
    try {
      int level = Head.SHAPE.decode(Wire.JSON, value).value().level();
      if (level > LEVEL) {
        return new Decoded.Newer(level);
      }
      return new Decoded.Known(event(LogEntry.SHAPE.decode(Wire.JSON, value).value()));
    } catch (WireException | IllegalArgumentException | NullPointerException e) {
      return new Decoded.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static LogEntry entry(LineageEvent event) {
    UUID op = event.op();
    return switch (event) {
      case Prepare(UUID id, Create create) -> LogEntry.create(op, create);
      case Prepare(UUID id, Delete delete) ->
          LogEntry.of(Kind.PREPARE_DELETE, op, delete.stream(), null, null);
      case Commit(UUID id, Created created) ->
          LogEntry.of(Kind.COMMIT_CREATED, op, null, created.topicId(), null);
      case Commit(UUID id, Deleted deleted) ->
          LogEntry.of(Kind.COMMIT_DELETED, op, null, null, null);
      case Abort abort -> LogEntry.of(Kind.ABORT, op, null, null, abort.reason());
    };
  }

  private static LineageEvent event(LogEntry e) {
    UUID op = UUID.fromString(e.op());
    return switch (e.kind()) {
      case PREPARE_CREATE -> new Prepare(op, create(e));
      case PREPARE_DELETE -> new Prepare(op, new Delete(need(e.stream(), "stream")));
      case COMMIT_CREATED ->
          new Commit(op, new Created(UUID.fromString(need(e.topicId(), "topicId"))));
      case COMMIT_DELETED -> new Commit(op, new Deleted());
      case ABORT -> new Abort(op, need(e.reason(), "reason"));
    };
  }

  private static Create create(LogEntry e) {
    int shardCount = need(e.shardCount(), "shardCount");
    if (shardCount < 1) {
      throw new IllegalArgumentException("shardCount " + shardCount);
    }
    StreamSettings settings =
        new StreamSettings(
            need(e.mode(), "mode"),
            need(e.retentionHours(), "retentionHours"),
            need(e.maxRecordKiB(), "maxRecordKiB"),
            Objects.requireNonNullElse(e.tags(), Map.of()));
    return new Create(need(e.stream(), "stream"), shardCount, settings);
  }

  private static <T> T need(@Nullable T member, String name) {
    return Objects.requireNonNull(member, "no " + name);
  }
}
