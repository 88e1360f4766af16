// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Updating;
import io.offshard.mapping.stream.HashKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One stream as the log has decided it: its topic, settings and shards. Immutable.
 *
 * @param name the stream's name, which is its topic's name as well
 * @param created when its creation was proposed, by the lineage log's clock
 * @param floor records from before it stay expired however long the retention has become since;
 *     1970 as long as it was never raised
 * @param version the offset in the lineage log of the event that last changed it
 */
public record Lineage(
    String name,
    StreamSettings settings,
    Instant created,
    Instant floor,
    long version,
    StreamState state) {

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
      case Deleting d -> Optional.of(d.op());
    };
  }

  /** Whether it is there for those who write and list: neither being created nor deleted. */
  public boolean isServing() {
    return switch (state) {
      case Creating c -> false;
      case Active a -> true;
      case Updating u -> true;
      case Deleting d -> false;
    };
  }

  /** What would become of the alteration if it were next in the log. */
  public Verdict verdict(Alteration alteration) {
    return state instanceof Active ? alteration.verdict(settings) : Verdict.NOT_ACTIVE;
  }

  /** What would become of the tags if they were next in the log. */
  public Verdict verdict(Tags tags) {
    Map<String, String> all = tags.on(settings.tags());
    if (all.size() > StreamSettings.MAX_TAGS) {
      return Verdict.TOO_MANY_TAGS;
    }
    return all.equals(settings.tags()) ? Verdict.UNCHANGED : Verdict.ACCEPTED;
  }

  /** All shards by ascending index; none while the stream is created. */
  public List<Shard> shards() {
    return shards(state);
  }

  /** The shard of that index, if there is one. */
  public Optional<Shard> shard(int index) {
    List<Shard> shards = shards();
    return index < shards.size() ? Optional.of(shards.get(index)) : Optional.empty();
  }

  /** How many shards the stream has or is about to have. */
  public int shardCount() {
    return shardCount(state);
  }

  /**
   * The open shard whose range holds the key.
   *
   * @throws IllegalStateException when the stream has no shards (it is being created)
   */
  public Shard route(HashKey key) {
    List<Shard> shards = shards();
    int low = 0;
    int high = shards.size() - 1;
    while (low < high) { // initial shards are in the order of their ranges
      int middle = (low + high + 1) >>> 1;
      if (shards.get(middle).range().start().compareTo(key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (shards.isEmpty() || !shards.get(low).range().contains(key)) {
      throw new IllegalStateException("no shard of " + name + " takes " + key);
    }
    return shards.get(low);
  }

  /** The instant before which records count as expired, whatever Kafka still holds. */
  public Instant expiry(Instant now) {
    return later(floor, now.minus(settings.retention()));
  }

  /**
   * The oldest instant that the stream has a history of: shard filters begin here. Not for records:
   * their stamps come from other clocks than the creation's, and the first must not be lost over
   * that.
   */
  public Instant horizon(Instant now) {
    return later(created, expiry(now));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  Lineage with(StreamState next, LogPosition by) {
    return new Lineage(name, settings, created, floor, by.offset(), next);
  }

  Lineage with(Tags tags, LogPosition by) {
    return new Lineage(
        name, settings.withTags(tags.on(settings.tags())), created, floor, by.offset(), state);
  }

  /** With the alteration made; what is expired by then stays so. */
  Lineage altered(Updating update, LogPosition by) {
    boolean raised = update.alteration() instanceof RaiseRetention;
    return new Lineage(
        name,
        update.alteration().on(settings),
        created,
        raised ? expiry(by.at()) : floor,
        by.offset(),
        update.before());
  }

  private static Optional<UUID> topicId(StreamState state) {
    return switch (state) {
      case Creating c -> Optional.empty();
      case Active a -> Optional.of(a.topicId());
      case Updating u -> Optional.of(u.before().topicId());
      case Deleting d -> topicId(d.before());
    };
  }

  private static List<Shard> shards(StreamState state) {
    return switch (state) {
      case Creating c -> List.of();
      case Active a -> a.shards();
      case Updating u -> u.before().shards();
      case Deleting d -> shards(d.before());
    };
  }

  private static int shardCount(StreamState state) {
    return switch (state) {
      case Creating c -> c.shardCount();
      case Active a -> a.shards().size();
      case Updating u -> u.before().shards().size();
      case Deleting d -> shardCount(d.before());
    };
  }
}
