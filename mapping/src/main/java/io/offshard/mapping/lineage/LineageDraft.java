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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An image in the making: the rules by which each event changes it or is refused. Many events cost
 * one copy this way. For one thread, until {@link #image} has been taken.
 */
final class LineageDraft {
  private final NavigableMap<String, Lineage> byName;

  /** Kafka takes {@code a.b} and {@code a_b} for one name, since its metrics do. */
  private final Set<String> canonicalNames = new HashSet<>();

  /** The stream that an operation is under way on. */
  private final Map<UUID, String> pending = new HashMap<>();

  private long lastUsedSecond;

  LineageDraft(NavigableMap<String, Lineage> byName, long lastUsedSecond) {
    this.byName = byName;
    this.lastUsedSecond = lastUsedSecond;
    byName.values().forEach(this::index);
  }

  /** What has come of the events so far; the draft must not be used afterwards. */
  Lineages image() {
    return new Lineages(byName, lastUsedSecond);
  }

  Verdict apply(LineageEvent event, LogPosition at) {
    return switch (event) {
      case Prepare p -> prepare(p.op(), p.change(), at);
      case Commit c -> commit(c, at);
      case Abort a -> abort(a.op());
    };
  }

  private Verdict prepare(UUID op, Change change, LogPosition at) {
    if (pending.containsKey(op)) {
      return Verdict.DUPLICATE;
    }
    return switch (change) {
      case Create c when canonicalNames.contains(canonical(c.stream())) -> Verdict.NAME_TAKEN;
      case Create c ->
          put(
              new Lineage(
                  c.stream(),
                  c.settings(),
                  at.at(),
                  at.offset(),
                  new Creating(op, c.shardCount())));
      case Delete d -> prepareDelete(op, d.stream(), at);
    };
  }

  private Verdict prepareDelete(UUID op, String name, LogPosition at) {
    Lineage stream = byName.get(name);
    if (stream == null) {
      return Verdict.NO_SUCH_STREAM;
    }
    if (stream.state() instanceof Deleting) {
      return Verdict.ALREADY_DELETING;
    }
    return put(stream.with(new Deleting(op, stream.state()), at));
  }

  private Verdict commit(Commit commit, LogPosition at) {
    Lineage stream = pendingStream(commit.op());
    if (stream == null) {
      return Verdict.NOT_PENDING;
    }
    return switch (commit.outcome()) {
      case Created c when stream.state() instanceof Creating creating ->
          activate(stream, creating, c.topicId(), at);
      case Deleted d when stream.state() instanceof Deleting -> remove(stream);
      case Created c -> Verdict.NOT_PENDING;
      case Deleted d -> Verdict.NOT_PENDING;
    };
  }

  private Verdict abort(UUID op) {
    Lineage stream = pendingStream(op);
    return stream != null && stream.state() instanceof Creating
        ? remove(stream)
        : Verdict.NOT_PENDING;
  }

  private @Nullable Lineage pendingStream(UUID op) {
    String name = pending.get(op);
    return name == null ? null : byName.get(name);
  }

  private Verdict activate(Lineage stream, Creating creating, UUID topicId, LogPosition at) {
    lastUsedSecond = Math.max(stream.created().getEpochSecond(), lastUsedSecond + 1);
    List<Shard> shards = new ArrayList<>(creating.shardCount());
    for (HashKeyRange range : EvenSplit.of(creating.shardCount())) {
      shards.add(
          new Shard(shards.size(), shards.size(), 0, range, lastUsedSecond, stream.created()));
    }
    return put(stream.with(new Active(topicId, shards), at));
  }

  private Verdict put(Lineage stream) {
    Lineage before = byName.put(stream.name(), stream);
    if (before != null) {
      before.pendingOp().ifPresent(pending::remove);
    }
    index(stream);
    return Verdict.ACCEPTED;
  }

  private Verdict remove(Lineage stream) {
    byName.remove(stream.name());
    canonicalNames.remove(canonical(stream.name()));
    stream.pendingOp().ifPresent(pending::remove);
    return Verdict.ACCEPTED;
  }

  private void index(Lineage stream) {
    canonicalNames.add(canonical(stream.name()));
    stream.pendingOp().ifPresent(op -> pending.put(op, stream.name()));
  }

  private static String canonical(String name) {
    return name.replace('.', '_');
  }
}
