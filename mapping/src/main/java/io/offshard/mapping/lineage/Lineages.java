// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The image of all streams: a pure function of the lineage log up to some offset. Immutable, so it
 * can be read by any number of threads while the next one is made.
 */
public final class Lineages {

  /** The image before the first event. */
  public static final Lineages EMPTY = new Lineages(new TreeMap<>(), -1);

  private final NavigableMap<String, Lineage> byName;
  private final Map<UUID, Lineage> byTopicId = new HashMap<>();

  /**
   * The creation second of the shards of the youngest stream there ever was; no other may have it.
   */
  private final long lastUsedSecond;

  private Lineages(NavigableMap<String, Lineage> byName, long lastUsedSecond) {
    this.lastUsedSecond = lastUsedSecond;
    this.byName = Collections.unmodifiableNavigableMap(byName);
    for (Lineage stream : byName.values()) {
      stream.topicId().ifPresent(id -> byTopicId.put(id, stream));
    }
  }

  /** An image and what became of the event that led to it. */
  public record Step(Lineages image, Verdict verdict) {}

  /** The stream of that name, in whatever state. */
  public Optional<Lineage> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The stream whose topic has that id. */
  public Optional<Lineage> find(UUID topicId) {
    return Optional.ofNullable(byTopicId.get(topicId));
  }

  /** All streams by name. */
  public Collection<Lineage> all() {
    return byName.values();
  }

  /** The streams whose names come after that one, by name. */
  public Collection<Lineage> after(String name) {
    return byName.tailMap(name, false).values();
  }

  /**
   * The image after one more event.
   *
   * @param at the log's own timestamp of the event: the only clock that the image knows
   */
  public Step apply(LineageEvent event, Instant at) {
    return switch (event) {
      case Prepare p -> prepare(p.op(), p.change(), at);
      case Commit c -> commit(c);
      case Abort a -> abort(a.op());
    };
  }

  private Step prepare(UUID op, Change change, Instant at) {
    return switch (change) {
      case Create c when taken(c.stream()) -> refuse(Verdict.NAME_TAKEN);
      case Create c ->
          accept(new Lineage(c.stream(), c.settings(), at, new Creating(op, c.shardCount())));
      case Delete d -> prepareDelete(op, d.stream());
    };
  }

  private Step prepareDelete(UUID op, String name) {
    Lineage stream = byName.get(name);
    if (stream == null) {
      return refuse(Verdict.NO_SUCH_STREAM);
    }
    if (stream.state() instanceof Deleting) {
      return refuse(Verdict.ALREADY_DELETING);
    }
    return accept(stream.with(new Deleting(op, stream.state())));
  }

  private Step commit(Commit commit) {
    Optional<Lineage> pending = pending(commit.op());
    if (pending.isEmpty()) {
      return refuse(Verdict.NOT_PENDING);
    }
    Lineage stream = pending.get();
    return switch (commit.outcome()) {
      case Created c when stream.state() instanceof Creating creating ->
          activate(stream, creating, c.topicId());
      case Deleted d when stream.state() instanceof Deleting -> remove(stream);
      case Created c -> refuse(Verdict.NOT_PENDING);
      case Deleted d -> refuse(Verdict.NOT_PENDING);
    };
  }

  private Step abort(UUID op) {
    return pending(op)
        .filter(stream -> stream.state() instanceof Creating)
        .map(this::remove)
        .orElseGet(() -> refuse(Verdict.NOT_PENDING));
  }

  private Optional<Lineage> pending(UUID op) {
    return all().stream()
        .filter(stream -> stream.pendingOp().filter(op::equals).isPresent())
        .findFirst();
  }

  private Step activate(Lineage stream, Creating creating, UUID topicId) {
    long second = Math.max(stream.created().getEpochSecond(), lastUsedSecond + 1);
    List<Shard> shards = new ArrayList<>(creating.shardCount());
    for (HashKeyRange range : EvenSplit.of(creating.shardCount())) {
      shards.add(new Shard(shards.size(), shards.size(), 0, range, second, stream.created()));
    }
    return accept(stream.with(new Active(topicId, shards)), second);
  }

  /** Kafka takes {@code a.b} and {@code a_b} for one name, since its metrics do. */
  private boolean taken(String name) {
    String canonical = name.replace('.', '_');
    return byName.keySet().stream().anyMatch(other -> other.replace('.', '_').equals(canonical));
  }

  private Step accept(Lineage stream) {
    return accept(stream, lastUsedSecond);
  }

  private Step accept(Lineage stream, long usedSecond) {
    NavigableMap<String, Lineage> next = new TreeMap<>(byName);
    next.put(stream.name(), stream);
    return new Step(new Lineages(next, usedSecond), Verdict.ACCEPTED);
  }

  private Step remove(Lineage stream) {
    NavigableMap<String, Lineage> next = new TreeMap<>(byName);
    next.remove(stream.name());
    return new Step(new Lineages(next, lastUsedSecond), Verdict.ACCEPTED);
  }

  private Step refuse(Verdict verdict) {
    return new Step(this, verdict);
  }
}
