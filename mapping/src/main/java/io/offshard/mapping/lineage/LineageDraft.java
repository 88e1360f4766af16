// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Billing;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Altered;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Updating;
import io.offshard.mapping.stream.HashKeyRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
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
  private @Nullable BillingCommitment commitment;

  LineageDraft(
      NavigableMap<String, Lineage> byName,
      long lastUsedSecond,
      @Nullable BillingCommitment commitment) {
    this.byName = byName;
    this.lastUsedSecond = lastUsedSecond;
    this.commitment = commitment;
    byName.values().forEach(this::index);
  }

  /** What has come of the events so far; the draft must not be used afterwards. */
  Lineages image() {
    return new Lineages(byName, lastUsedSecond, commitment);
  }

  Verdict apply(LineageEvent event, LogPosition at) {
    return switch (event) {
      case Prepare p -> prepare(p.op(), p.change(), at);
      case Commit c -> commit(c, at);
      case Abort a -> abort(a.op(), at);
      case Declare(UUID op, Tags tags) -> tag(tags, at);
      case Declare(UUID op, Billing billing) -> bill(billing, at);
    };
  }

  private Verdict tag(Tags tags, LogPosition at) {
    Lineage stream = byName.get(tags.stream());
    if (stream == null) {
      return Verdict.NO_SUCH_STREAM;
    }
    Verdict verdict = stream.verdict(tags);
    return verdict == Verdict.ACCEPTED ? put(stream.with(tags, at)) : verdict;
  }

  private Verdict bill(Billing billing, LogPosition at) {
    BillingCommitment next = BillingCommitment.next(commitment, billing.committed(), at.at());
    Verdict verdict = Objects.equals(next, commitment) ? Verdict.UNCHANGED : Verdict.ACCEPTED;
    commitment = next;
    return verdict;
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
                  Instant.EPOCH,
                  at.offset(),
                  new Creating(op, c.shardCount())));
      case Delete d -> prepareDelete(op, d.stream(), at);
      case Alter a -> prepareAlter(op, a, at);
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
    // An alteration under way does not matter any more.
    StreamState before = stream.state() instanceof Updating u ? u.before() : stream.state();
    return put(stream.with(new Deleting(op, before), at));
  }

  private Verdict prepareAlter(UUID op, Alter alter, LogPosition at) {
    Lineage stream = byName.get(alter.stream());
    if (stream == null) {
      return Verdict.NO_SUCH_STREAM;
    }
    Verdict verdict = stream.verdict(alter.alteration());
    return verdict == Verdict.ACCEPTED && stream.state() instanceof Active before
        ? put(stream.with(new Updating(op, before, alter.alteration()), at))
        : verdict;
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
      case Altered a when stream.state() instanceof Updating update ->
          put(stream.altered(update, at));
      case Created c -> Verdict.NOT_PENDING;
      case Deleted d -> Verdict.NOT_PENDING;
      case Altered a -> Verdict.NOT_PENDING;
    };
  }

  private Verdict abort(UUID op, LogPosition at) {
    Lineage stream = pendingStream(op);
    if (stream == null) {
      return Verdict.NOT_PENDING;
    }
    return switch (stream.state()) {
      case Creating creating -> remove(stream);
      case Updating update -> put(stream.with(update.before(), at));
      case Active active -> Verdict.NOT_PENDING;
      case Deleting deleting -> Verdict.NOT_PENDING;
    };
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
