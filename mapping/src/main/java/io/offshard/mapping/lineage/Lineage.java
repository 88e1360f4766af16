// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Attachment;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Deregistration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.Origin.Native;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Growing;
import io.offshard.mapping.lineage.StreamState.Reshaping;
import io.offshard.mapping.lineage.StreamState.Updating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One stream as the log has decided it: its topic, settings and shards. Immutable.
 *
 * @param name the stream's name, which is its topic's name as well
 * @param created when its creation was proposed or its topic adopted, by the lineage log's clock
 * @param floor records from before it stay expired however long the retention has become since;
 *     1970 as long as it was never raised
 * @param version the offset in the lineage log of the event that last changed it
 */
public record Lineage(
    String name,
    Origin origin,
    StreamSettings settings,
    Attachments attached,
    Instant created,
    Instant floor,
    long version,
    StreamState state) {

  private static final Shards NONE = new Shards(List.of());

  /** The Kafka topic that holds the records. */
  public String topic() {
    return name;
  }

  /**
   * The topic's id, which tells a stream from an earlier one of the same name; absent while the
   * stream is created.
   */
  public Optional<UUID> topicId() {
    return topicId(state);
  }

  /** The operation under way on the stream, if there is one. */
  public Optional<UUID> pendingOp() {
    return switch (state) {
      case Creating c -> Optional.of(c.op());
      case Active a -> Optional.empty();
      case Updating u -> Optional.of(u.op());
      case Growing g -> Optional.of(g.op());
      case Reshaping r -> Optional.of(r.op());
      case Deleting d -> Optional.of(d.op());
    };
  }

  /** Whether the topic is somebody else's. */
  public boolean isNative() {
    return origin instanceof Native;
  }

  /** Whether it is there for those who write and list: neither being created nor deleted. */
  public boolean isServing() {
    return switch (state) {
      case Creating c -> false;
      case Active a -> true;
      case Updating u -> true;
      case Growing g -> true;
      case Reshaping r -> true;
      case Deleting d -> false;
    };
  }

  /** What would become of the alteration if it were next in the log. */
  public Verdict verdict(Alteration alteration) {
    return state instanceof Active ? alteration.verdict(settings) : Verdict.NOT_ACTIVE;
  }

  /** What would become of the tags if they were next in the log. */
  public Verdict verdict(Tags tags) {
    return tags.verdict(settings.tags());
  }

  /** What would become of it if it were next in the log. A consumer may go at any time. */
  public Verdict verdict(Attachment what) {
    return isServing() || what instanceof Deregistration
        ? attached.verdict(what)
        : Verdict.NOT_ACTIVE;
  }

  /** What would become of the growth if it were next in the log. */
  public Verdict verdict(Grow grow) {
    if (!isNative() || topicId().filter(grow.topicId()::equals).isEmpty()) {
      return Verdict.NO_SUCH_STREAM;
    }
    if (!(state instanceof Active active)) {
      return Verdict.NOT_ACTIVE;
    }
    return grow.partitions() > active.shards().partitions() ? Verdict.ACCEPTED : Verdict.UNCHANGED;
  }

  /** What would become of the resharding if it were next in the log. */
  public Verdict verdict(Resharding what) {
    if (isNative()) {
      return Verdict.NO_SUCH_STREAM;
    }
    return state instanceof Active active ? what.verdict(active.shards()) : Verdict.NOT_ACTIVE;
  }

  /** All shards; none while the stream is created. */
  public Shards shards() {
    return shards(state);
  }

  /** The shards that are about to be closed, if there are such. */
  public Optional<Closure> closure() {
    return switch (state) {
      case Growing g -> Optional.of(new Closure(g.prepared(), g.parents()));
      case Reshaping r when r.closing().isPresent() ->
          Optional.of(new Closure(r.closing().getAsLong(), r.parents()));
      case Reshaping r -> Optional.empty();
      case Creating c -> Optional.empty();
      case Active a -> Optional.empty();
      case Updating u -> Optional.empty();
      case Deleting d -> Optional.empty();
    };
  }

  /** How many open shards the stream has or is about to have. */
  public int openShardCount() {
    return openShardCount(state);
  }

  /** The largest record, data and partition key together, that it takes. */
  public int maxRecordBytes() {
    return switch (origin) {
      case Managed managed -> settings.maxRecordKiB() << 10;
      case Native topic -> topic.traits().maxRecordBytes();
    };
  }

  /**
   * The time in the sequence number of a record. That of a topic that is somebody else's may be
   * anything, so all its numbers have their shard's.
   *
   * @param timestamp Kafka's, in milliseconds since 1970
   */
  public long numberedMillis(Shard shard, long timestamp) {
    return isNative() ? shard.createdSecond() * 1_000 : timestamp;
  }

  /**
   * The instant before which records count as expired, whatever Kafka still holds. What is in a
   * topic that is somebody else's is served as long as it is there.
   */
  public Instant expiry(Instant now) {
    return switch (origin) {
      case Managed managed -> later(floor, now.minus(settings.retention()));
      case Native topic -> Instant.MIN;
    };
  }

  /**
   * The oldest instant that the stream has a history of: shards that were closed by then are
   * expired, and shard filters begin here. Not for records: their stamps come from other clocks,
   * and the first must not be lost over that.
   */
  public Instant horizon(Instant now) {
    return switch (origin) {
      case Managed managed -> later(created, expiry(now));
      case Native topic when topic.traits().keepsForEver() -> Instant.EPOCH;
      case Native topic -> later(Instant.EPOCH, now.minusMillis(topic.traits().retentionMillis()));
    };
  }

  /** The shards that are not expired, by ascending index. */
  public List<Shard> shards(Instant now) {
    return shards().all().stream().filter(shard -> !isExpired(shard, now)).toList();
  }

  /** Whether the shard is to be seen by nobody any more. */
  public boolean isExpired(Shard shard, Instant now) {
    return shard.closedAt(horizon(now));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  Lineage with(StreamState next, LogPosition by) {
    return new Lineage(name, origin, settings, attached, created, floor, by.offset(), next);
  }

  Lineage with(Tags tags, LogPosition by) {
    return with(settings.withTags(tags.on(settings.tags())), by);
  }

  Lineage with(Attachments next, LogPosition by) {
    return new Lineage(name, origin, settings, next, created, floor, by.offset(), state);
  }

  private Lineage with(StreamSettings next, LogPosition by) {
    return new Lineage(name, origin, next, attached, created, floor, by.offset(), state);
  }

  /** With the settings that the owner has given the topic. */
  Lineage with(Native seen, LogPosition by) {
    return new Lineage(
        name, seen, seen.traits().on(settings), attached, created, floor, by.offset(), state);
  }

  /** With the alteration made; what is expired by then stays so. */
  Lineage altered(Updating update, LogPosition by) {
    Alteration alteration = update.alteration();
    StreamSettings next = alteration.on(settings);
    if (next.mode() != settings.mode()) {
      next = next.withCapacity(next.capacity().switchedAt(by.at()));
    }
    return switch (origin) {
      case Managed managed -> {
        Instant start = alteration instanceof RaiseRetention ? expiry(by.at()) : floor;
        yield new Lineage(
            name, origin, next, attached, created, start, by.offset(), update.before());
      }
      case Native(TopicTraits before, List<UUID> former) -> {
        // What is shown is what the topic is like: a compacted one keeps its records all the same.
        TopicTraits traits = before.with(alteration);
        yield new Lineage(
            name,
            new Native(traits, former),
            traits.on(next),
            attached,
            created,
            floor,
            by.offset(),
            update.before());
      }
    };
  }

  /** With the step made, and the next one begun if there is one; if all ends are known. */
  Optional<Lineage> resharded(Reshaping step, Resharded how, long createdSecond, LogPosition by) {
    boolean allKnown =
        step.parents().stream().allMatch(shard -> how.ends().containsKey(shard.partition()));
    if (!allKnown || how.step() != step.step() || step.closing().isEmpty()) {
      return Optional.empty();
    }
    Shards shards =
        step.before()
            .shards()
            .with(step.changes(), how.ends(), by.at(), createdSecond)
            .without(horizon(by.at()));
    Active after = new Active(step.before().topicId(), shards);
    Reshaping next =
        Reshaping.of(step.op(), after, step.what(), step.step() + 1, OptionalLong.empty());
    return Optional.of(with(next.changes().isEmpty() ? after : next, by));
  }

  /** Begins with the first step. What a stream on demand does by itself does not count. */
  Lineage reshaped(UUID op, Active before, Resharding what, LogPosition by) {
    Origin next =
        what instanceof Resharding.Scale
                && settings.mode() == CapacityMode.PROVISIONED
                && origin instanceof Managed managed
            ? managed.scaledAt(by.at())
            : origin;
    return new Lineage(
        name,
        next,
        settings,
        attached,
        created,
        floor,
        by.offset(),
        Reshaping.of(op, before, what, 0, OptionalLong.empty()));
  }

  /** With the shards that follow from the partitions, if the ends of all that close are known. */
  Optional<Lineage> grown(Growing growing, Grown how, long createdSecond, LogPosition by) {
    Shards before = growing.before().shards();
    List<Succession> changes = growing.changes();
    boolean allKnown =
        before.closedBy(changes).stream()
            .allMatch(shard -> how.ends().containsKey(shard.partition()));
    return allKnown
        ? Optional.of(
            with(
                new Active(
                    growing.before().topicId(),
                    before.with(changes, how.ends(), by.at(), createdSecond)),
                by))
        : Optional.empty();
  }

  private static Optional<UUID> topicId(StreamState state) {
    return switch (state) {
      case Creating c -> Optional.empty();
      case Active a -> Optional.of(a.topicId());
      case Updating u -> Optional.of(u.before().topicId());
      case Growing g -> Optional.of(g.before().topicId());
      case Reshaping r -> Optional.of(r.before().topicId());
      case Deleting d -> topicId(d.before());
    };
  }

  private static Shards shards(StreamState state) {
    return switch (state) {
      case Creating c -> NONE;
      case Active a -> a.shards();
      case Updating u -> u.before().shards();
      case Growing g -> g.before().shards();
      case Reshaping r -> r.before().shards();
      case Deleting d -> shards(d.before());
    };
  }

  private static int openShardCount(StreamState state) {
    return switch (state) {
      case Creating c -> c.shardCount();
      case Deleting d -> openShardCount(d.before());
      case Active a -> a.shards().open().size();
      case Updating u -> u.before().shards().open().size();
      case Growing g -> g.before().shards().open().size();
      case Reshaping r -> r.what().openShardCount(r.before().shards());
    };
  }
}
