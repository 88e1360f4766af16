// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Attachment;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Billing;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Observation;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Altered;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.LogEntry.Kind;
import io.offshard.mapping.lineage.LogRecord.Cleared;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.LogRecord.Ping;
import io.offshard.mapping.lineage.LogRecord.SnapshotEnd;
import io.offshard.mapping.lineage.LogRecord.SnapshotPart;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.shape.WireException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what the lineage log holds as keys and values of Kafka records, and reads them back. */
public final class LineageCodec {
  /** The newest format that this version writes and reads. */
  public static final int LEVEL = 1;

  private static final String OPERATION = "op/";
  private static final String REPLICA = "replica/";
  private static final String SNAPSHOT = "snapshot/";
  private static final String PING = "ping/";

  /** Only what must stay readable in every format to come. */
  public record Head(Integer level) {
    static final Struct<Head> SHAPE =
        Struct.of(Head.class, Member.required("level", Whole.ofInt()));
  }

  /** What a record of the log turned out to be. */
  public sealed interface Decoded {
    /** A record that this version understands. */
    record Known(LogRecord content) implements Decoded {}

    /** A record of a later version: a reader must not go on, as it would miss a decision. */
    record Newer(int level) implements Decoded {}

    /** Nothing that any version wrote: it is stepped over. */
    record Malformed(String problem) implements Decoded {}
  }

  private LineageCodec() {}

  /** The level of the format from which on a reader understands the record. */
  public static int level(LogRecord content) {
    return switch (content) {
      case LineageEvent event -> LogEntry.LEVEL;
      case Heartbeat beat -> 1; // for ever: each version must know who else is there
      case Ping ping -> 1;
      case SnapshotPart part -> 1;
      case SnapshotEnd end -> 1;
      case Cleared cleared -> 1;
    };
  }

  /** The value of the record; null for a key that is cleared. */
  public static byte @Nullable [] encode(LogRecord content) {
    int level = level(content);
    return switch (content) {
      case LineageEvent event -> LogEntry.SHAPE.encode(Wire.JSON, entry(event));
      case Heartbeat beat -> HeartbeatEntry.SHAPE.encode(Wire.JSON, HeartbeatEntry.of(level, beat));
      case Ping ping -> Head.SHAPE.encode(Wire.JSON, new Head(level));
      case SnapshotPart part ->
          SnapshotEntry.SHAPE.encode(Wire.JSON, SnapshotEntry.of(level, part));
      case SnapshotEnd end -> SnapshotEntry.SHAPE.encode(Wire.JSON, SnapshotEntry.of(level, end));
      case Cleared cleared -> null;
    };
  }

  /**
   * The key of an event, which no other one shares: compaction keeps the last record of a key, so a
   * proposal that lost must never stand in for a decision.
   *
   * @param nonce tells two replicas that say the same apart
   */
  public static String key(LineageEvent event, UUID nonce) {
    return OPERATION + event.op() + "/" + kind(event) + "/" + nonce;
  }

  /** The key of all heartbeats of a replica: only the last one counts. */
  public static String key(UUID replica) {
    return REPLICA + replica;
  }

  /** The replica whose heartbeats have that key, if it is such a key. */
  public static Optional<UUID> replica(String key) {
    try {
      return key.startsWith(REPLICA)
          ? Optional.of(UUID.fromString(key.substring(REPLICA.length())))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The key of one question for heartbeats. */
  public static String pingKey(UUID id) {
    return PING + id;
  }

  /** The key of one record of a snapshot, by its place among them. */
  public static String key(UUID snapshot, int place) {
    return SNAPSHOT + snapshot + "/" + place;
  }

  /** Reads a record; never throws. */
  public static Decoded decode(@Nullable String key, byte @Nullable [] value) {
    if (key == null) {
      return new Decoded.Malformed("no key");
    }
    if (value == null) {
      return new Decoded.Known(new Cleared());
    }
    try {
      return new Decoded.Known(content(key, value));
    } catch (WireException | IllegalArgumentException | NullPointerException e) {
      return unknown(value, String.valueOf(e.getMessage()));
    }
  }

  private static LogRecord content(String key, byte[] value) {
    if (key.startsWith(REPLICA)) {
      UUID replica = UUID.fromString(key.substring(REPLICA.length()));
      HeartbeatEntry entry = HeartbeatEntry.SHAPE.decode(Wire.JSON, value).value();
      requireKnown(entry.level());
      return entry.heartbeat(replica);
    }
    if (key.startsWith(SNAPSHOT)) {
      int slash = Math.max(SNAPSHOT.length(), key.lastIndexOf('/'));
      UUID snapshot = UUID.fromString(key.substring(SNAPSHOT.length(), slash));
      SnapshotEntry entry = SnapshotEntry.SHAPE.decode(Wire.JSON, value).value();
      requireKnown(entry.level());
      return entry.snapshotRecord(snapshot);
    }
    if (key.startsWith(PING)) {
      requireKnown(Head.SHAPE.decode(Wire.JSON, value).value().level());
      return new Ping();
    }
    LogEntry entry = LogEntry.SHAPE.decode(Wire.JSON, value).value();
    requireKnown(entry.level());
    return event(entry);
  }

  private static void requireKnown(int level) {
    if (level > LEVEL) {
      throw new IllegalArgumentException("level " + level);
    }
  }

  /** What cannot be read is of a later version, if it says so. */
  private static Decoded unknown(byte[] value, String problem) {
    try {
      int level = Head.SHAPE.decode(Wire.JSON, value).value().level();
      if (level > LEVEL) {
        return new Decoded.Newer(level);
      }
    } catch (WireException | NullPointerException e) {
      // Then it is no record of any version.
    }
    return new Decoded.Malformed(problem);
  }

  private static LogEntry entry(LineageEvent event) {
    LogEntry.Draft entry = new LogEntry.Draft(kind(event), event.op());
    LogEntry.Draft filled =
        switch (event) {
          case Prepare(UUID id, Create create) ->
              entry.stream(create.stream()).with(CreationEntry.of(create));
          case Prepare(UUID id, Delete delete) -> entry.stream(delete.stream());
          case Prepare(UUID id, Alter alter) ->
              entry.stream(alter.stream()).with(AlterationEntry.of(alter.alteration()));
          case Prepare(UUID id, Grow(String stream, UUID topicId, int partitions)) ->
              entry.stream(stream).topicId(topicId).with(NativeEntry.growth(partitions));
          case Commit(UUID id, Created created) -> entry.topicId(created.topicId());
          case Commit(UUID id, Grown grown) -> entry.with(NativeEntry.ends(grown.ends()));
          case Prepare(UUID id, Reshard(String stream, Resharding what)) ->
              entry.stream(stream).with(ReshardingEntry.of(what));
          case Close close -> entry.with(ReshardingEntry.step(close.step()));
          case Commit(UUID id, Resharded how) -> entry.with(ReshardingEntry.of(how));
          case Commit(UUID id, Deleted deleted) -> entry;
          case Commit(UUID id, Altered altered) -> entry;
          case Declare(UUID id, Tags tags) -> entry.stream(tags.stream()).with(TagsEntry.of(tags));
          case Declare(UUID id, Billing billing) -> entry.committed(billing.committed());
          case Declare(UUID id, Adoption a) ->
              entry.stream(a.stream())
                  .topicId(a.topicId())
                  .with(NativeEntry.adoption(a.partitions(), a.literal(), a.traits()));
          case Declare(UUID id, Observation seen) ->
              entry.stream(seen.stream())
                  .topicId(seen.topicId())
                  .with(NativeEntry.observation(seen.traits()));
          case Declare(UUID id, Loss loss) -> entry.stream(loss.stream()).topicId(loss.topicId());
          case Declare(UUID id, Attachment what) ->
              entry.stream(what.stream()).with(AttachmentEntry.of(what));
          case Abort abort -> entry.reason(abort.reason());
        };
    return filled.entry();
  }

  private static Kind kind(LineageEvent event) {
    return switch (event) {
      case Prepare(UUID id, Create create) -> Kind.PREPARE_CREATE;
      case Prepare(UUID id, Delete(String stream, boolean onlyUnconsumed)) ->
          onlyUnconsumed ? Kind.PREPARE_DELETE_UNCONSUMED : Kind.PREPARE_DELETE;
      case Prepare(UUID id, Alter alter) -> Kind.PREPARE_ALTER;
      case Commit(UUID id, Created created) -> Kind.COMMIT_CREATED;
      case Commit(UUID id, Deleted deleted) -> Kind.COMMIT_DELETED;
      case Commit(UUID id, Altered altered) -> Kind.COMMIT_ALTERED;
      case Declare(UUID id, Tags tags) -> Kind.DECLARE_TAGS;
      case Declare(UUID id, Billing billing) -> Kind.DECLARE_BILLING;
      case Declare(UUID id, Adoption adoption) -> Kind.DECLARE_ADOPTION;
      case Declare(UUID id, Observation seen) -> Kind.DECLARE_OBSERVATION;
      case Declare(UUID id, Loss loss) -> Kind.DECLARE_LOSS;
      case Declare(UUID id, Attachment what) -> AttachmentEntry.kind(what);
      case Prepare(UUID id, Grow grow) -> Kind.PREPARE_GROW;
      case Commit(UUID id, Grown grown) -> Kind.COMMIT_GROWN;
      case Prepare(UUID id, Reshard reshard) -> Kind.PREPARE_RESHARD;
      case Close close -> Kind.CLOSE;
      case Commit(UUID id, Resharded how) -> Kind.COMMIT_RESHARDED;
      case Abort abort -> Kind.ABORT;
    };
  }

  private static LineageEvent event(LogEntry e) {
    UUID op = UUID.fromString(e.op());
    return switch (e.kind()) {
      case PREPARE_CREATE -> new Prepare(op, need(e.creation(), "creation").create(stream(e)));
      case PREPARE_DELETE -> new Prepare(op, new Delete(stream(e)));
      case PREPARE_DELETE_UNCONSUMED -> new Prepare(op, new Delete(stream(e), true));
      case PREPARE_ALTER ->
          new Prepare(op, new Alter(stream(e), need(e.alteration(), "alteration").alteration()));
      case COMMIT_CREATED -> new Commit(op, new Created(topicId(e)));
      case COMMIT_DELETED -> new Commit(op, new Deleted());
      case COMMIT_ALTERED -> new Commit(op, new Altered());
      case DECLARE_TAGS -> new Declare(op, need(e.tags(), "tags").tags(stream(e)));
      case DECLARE_BILLING -> new Declare(op, new Billing(need(e.committed(), "committed")));
      case DECLARE_ADOPTION ->
          new Declare(
              op,
              new Adoption(
                  stream(e),
                  topicId(e),
                  topic(e).needPartitions(),
                  topic(e).needLiteral(),
                  topic(e).needTraits()));
      case DECLARE_OBSERVATION ->
          new Declare(op, new Observation(stream(e), topicId(e), topic(e).needTraits()));
      case DECLARE_LOSS -> new Declare(op, new Loss(stream(e), topicId(e)));
      case PREPARE_GROW ->
          new Prepare(op, new Grow(stream(e), topicId(e), topic(e).needPartitions()));
      case COMMIT_GROWN -> new Commit(op, new Grown(topic(e).needEnds()));
      case PREPARE_RESHARD -> new Prepare(op, new Reshard(stream(e), resharding(e).what()));
      case CLOSE -> new Close(op, resharding(e).needStep());
      case COMMIT_RESHARDED -> new Commit(op, resharding(e).resharded());
      case DECLARE_REGISTRATION -> new Declare(op, attachment(e).registration(stream(e)));
      case DECLARE_DEREGISTRATION -> new Declare(op, attachment(e).deregistration(stream(e)));
      case DECLARE_CONSUMER_TAGS -> new Declare(op, attachment(e).consumerTags(stream(e)));
      case DECLARE_STREAM_POLICY -> new Declare(op, attachment(e).streamPolicy(stream(e)));
      case DECLARE_CONSUMER_POLICY -> new Declare(op, attachment(e).consumerPolicy(stream(e)));
      case DECLARE_TABLE_ENABLING -> new Declare(op, attachment(e).needTable().enabling(stream(e)));
      case DECLARE_TABLE_DISABLING ->
          new Declare(op, attachment(e).needTable().disabling(stream(e)));
      case DECLARE_TABLE_REMOVAL -> new Declare(op, attachment(e).needTable().removal(stream(e)));
      case ABORT -> new Abort(op, need(e.reason(), "reason"));
    };
  }

  private static String stream(LogEntry e) {
    return need(e.stream(), "stream");
  }

  private static UUID topicId(LogEntry e) {
    return UUID.fromString(need(e.topicId(), "topicId"));
  }

  private static NativeEntry topic(LogEntry e) {
    return need(e.topic(), "topic");
  }

  private static ReshardingEntry resharding(LogEntry e) {
    return need(e.resharding(), "resharding");
  }

  private static AttachmentEntry attachment(LogEntry e) {
    return need(e.attachment(), "attachment");
  }

  static <T> T need(@Nullable T member, String name) {
    return Objects.requireNonNull(member, "no " + name);
  }
}
