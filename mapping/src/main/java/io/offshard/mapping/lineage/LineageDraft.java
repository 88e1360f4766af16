// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change;
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
import io.offshard.mapping.lineage.LineageEvent.Declaration.Deregistration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Observation;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableEnabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Altered;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.Origin.Native;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Growing;
import io.offshard.mapping.lineage.StreamState.Reshaping;
import io.offshard.mapping.lineage.StreamState.Updating;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
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

  private Deployment rest;

  LineageDraft(NavigableMap<String, Lineage> byName, Deployment rest) {
    this.byName = byName;
    this.rest = rest;
    byName.values().forEach(this::index);
  }

  /** What has come of the events so far; the draft must not be used afterwards. */
  Lineages image() {
    return new Lineages(byName, rest);
  }

  Verdict apply(LineageEvent event, LogPosition at) {
    return switch (event) {
      case Prepare p -> prepare(p.op(), p.change(), at);
      case Commit c -> commit(c, at);
      case Close c -> close(c, at);
      case Abort a -> abort(a.op(), at);
      case Declare(UUID op, Tags tags) -> tag(tags, at);
      case Declare(UUID op, Billing billing) -> bill(billing, at);
      case Declare(UUID op, Adoption adoption) -> adopt(adoption, at);
      case Declare(UUID op, Observation seen) -> observe(seen, at);
      case Declare(UUID op, Loss loss) -> lose(loss);
      case Declare(UUID op, Attachment what) -> attach(what, at);
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

  private Verdict attach(Attachment what, LogPosition at) {
    Lineage stream = byName.get(what.stream());
    if (stream == null) {
      return Verdict.NO_SUCH_STREAM;
    }
    Verdict verdict = stream.verdict(what);
    if (verdict != Verdict.ACCEPTED) {
      return verdict;
    }
    if (what instanceof TableEnabling enabling && isElsewhere(enabling)) {
      return Verdict.TABLE_EXISTS;
    }
    if (what instanceof Deregistration gone) {
      rest = rest.without(stream.attached().consumer(gone.consumer()).stream().toList());
    }
    return put(
        stream.with(stream.attached().with(what, rest.consumerSecond(at.at()), at.at()), at));
  }

  /** A table's name is one stream's. */
  private boolean isElsewhere(TableEnabling enabling) {
    return byName.values().stream()
        .filter(stream -> !stream.name().equals(enabling.stream()))
        .anyMatch(stream -> stream.attached().tables().has(enabling.table().table()));
  }

  private Verdict bill(Billing billing, LogPosition at) {
    BillingCommitment before = rest.commitment();
    BillingCommitment next = BillingCommitment.next(before, billing.committed(), at.at());
    rest = rest.with(next);
    return Objects.equals(next, before) ? Verdict.UNCHANGED : Verdict.ACCEPTED;
  }

  /**
   * The first one in the log counts, whichever replica wrote it. A topic that had the name before
   * is gone for good, so who speaks of it has asked a broker that lags behind.
   */
  private Verdict adopt(Adoption adoption, LogPosition at) {
    String name = adoption.stream();
    Lineage before = byName.get(name);
    if (before == null) {
      if (canonicalNames.contains(canonical(name))) {
        return Verdict.NAME_TAKEN;
      }
      if (!adoption.literal() && rest.deletedNames().contains(name)) {
        return Verdict.NAME_DELETED;
      }
      return adopt(adoption, new Native(adoption.traits(), List.of()), at);
    }
    if (!(before.origin() instanceof Native known) || before.state() instanceof Deleting) {
      return Verdict.NAME_TAKEN;
    }
    UUID last = before.topicId().orElseThrow();
    boolean stale = last.equals(adoption.topicId()) || known.former().contains(adoption.topicId());
    return stale
        ? Verdict.UNCHANGED
        : adopt(adoption, Native.after(last, known.former(), adoption.traits()), at);
  }

  private Verdict adopt(Adoption adoption, Native origin, LogPosition at) {
    Lineage before = byName.get(adoption.stream());
    if (before != null) {
      rest = rest.without(before.attached().consumers());
    }
    long second = nextSecond(at.at());
    rest = rest.without(adoption.stream());
    return put(
        new Lineage(
            adoption.stream(),
            origin,
            adoption.traits().on(StreamSettings.ofNative()),
            Attachments.NONE,
            at.at(),
            Instant.EPOCH,
            at.offset(),
            new Active(
                adoption.topicId(), Shards.first(adoption.partitions(), second, Instant.EPOCH))));
  }

  private Verdict observe(Observation seen, LogPosition at) {
    Lineage stream = byName.get(seen.stream());
    if (stream == null || !isOf(stream, seen.topicId()) || !(stream.origin() instanceof Native n)) {
      return Verdict.NO_SUCH_STREAM;
    }
    return n.traits().equals(seen.traits())
        ? Verdict.UNCHANGED
        : put(stream.with(new Native(seen.traits(), n.former()), at));
  }

  /** A deletion through an API has its own end. */
  private Verdict lose(Loss loss) {
    Lineage stream = byName.get(loss.stream());
    if (stream == null
        || !isOf(stream, loss.topicId())
        || !stream.isNative()
        || stream.state() instanceof Deleting) {
      return Verdict.NO_SUCH_STREAM;
    }
    return remove(stream);
  }

  private static boolean isOf(Lineage stream, UUID topicId) {
    return stream.topicId().filter(topicId::equals).isPresent();
  }

  private Verdict prepare(UUID op, Change change, LogPosition at) {
    if (pending.containsKey(op)) {
      return Verdict.DUPLICATE;
    }
    return switch (change) {
      case Create c -> prepareCreate(op, c, at);
      case Delete d -> prepareDelete(op, d, at);
      case Alter a -> prepareAlter(op, a, at);
      case Grow g -> prepareGrow(op, g, at);
      case Reshard r -> prepareReshard(op, r, at);
    };
  }

  private Verdict prepareCreate(UUID op, Create create, LogPosition at) {
    String name = create.stream();
    if (canonicalNames.contains(canonical(name))) {
      return Verdict.NAME_TAKEN;
    }
    rest = rest.without(name);
    return put(
        new Lineage(
            name,
            Managed.fresh(),
            create.settings(),
            Attachments.NONE,
            at.at(),
            Instant.EPOCH,
            at.offset(),
            new Creating(op, create.shardCount())));
  }

  private Verdict prepareDelete(UUID op, Delete delete, LogPosition at) {
    Lineage stream = byName.get(delete.stream());
    if (stream == null) {
      return Verdict.NO_SUCH_STREAM;
    }
    if (stream.state() instanceof Deleting) {
      return Verdict.ALREADY_DELETING;
    }
    if (delete.onlyUnconsumed() && !stream.attached().consumers().isEmpty()) {
      return Verdict.HAS_CONSUMERS;
    }
    // What is under way does not matter any more.
    StreamState before =
        switch (stream.state()) {
          case Updating update -> update.before();
          case Growing growing -> growing.before();
          case Reshaping reshaping -> reshaping.before();
          case Creating creating -> creating;
          case Active active -> active;
          case Deleting deleting -> deleting;
        };
    return put(stream.with(new Deleting(op, before), at));
  }

  private Verdict prepareGrow(UUID op, Grow grow, LogPosition at) {
    Lineage stream = byName.get(grow.stream());
    if (stream == null) {
      return Verdict.NO_SUCH_STREAM;
    }
    Verdict verdict = stream.verdict(grow);
    return verdict == Verdict.ACCEPTED && stream.state() instanceof Active before
        ? put(stream.with(new Growing(op, before, grow.partitions(), at.offset()), at))
        : verdict;
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
      case Deleted d when stream.state() instanceof Deleting -> {
        rest = rest.withDeleted(stream.name());
        yield remove(stream);
      }
      case Altered a when stream.state() instanceof Updating update ->
          put(stream.altered(update, at));
      case Grown g when stream.state() instanceof Growing growing ->
          made(second -> stream.grown(growing, g, second, at), at);
      case Resharded r when stream.state() instanceof Reshaping step ->
          made(second -> stream.resharded(step, r, second, at), at);
      case Created c -> Verdict.NOT_PENDING;
      case Deleted d -> Verdict.NOT_PENDING;
      case Altered a -> Verdict.NOT_PENDING;
      case Grown g -> Verdict.NOT_PENDING;
      case Resharded r -> Verdict.NOT_PENDING;
    };
  }

  /** Makes shards, whose creation second is used up by it. */
  private Verdict made(LongFunction<Optional<Lineage>> change, LogPosition at) {
    long second = rest.nextSecond(at.at());
    Lineage changed = change.apply(second).orElse(null);
    if (changed == null) {
      return Verdict.NOT_PENDING;
    }
    rest = rest.withLastUsedSecond(second);
    return put(changed);
  }

  private Verdict prepareReshard(UUID op, Reshard reshard, LogPosition at) {
    Lineage stream = byName.get(reshard.stream());
    if (stream == null) {
      return Verdict.NO_SUCH_STREAM;
    }
    Verdict verdict = stream.verdict(reshard.what());
    return verdict == Verdict.ACCEPTED && stream.state() instanceof Active before
        ? put(stream.reshaped(op, before, reshard.what(), at))
        : verdict;
  }

  /** The first one for a step counts. */
  private Verdict close(Close close, LogPosition at) {
    Lineage stream = pendingStream(close.op());
    return stream != null
            && stream.state() instanceof Reshaping step
            && step.step() == close.step()
            && step.closing().isEmpty()
        ? put(stream.with(step.closing(at.offset()), at))
        : Verdict.NOT_PENDING;
  }

  /** The creation second of shards that are made at that instant. */
  private long nextSecond(Instant at) {
    long second = rest.nextSecond(at);
    rest = rest.withLastUsedSecond(second);
    return second;
  }

  private Verdict abort(UUID op, LogPosition at) {
    Lineage stream = pendingStream(op);
    if (stream == null) {
      return Verdict.NOT_PENDING;
    }
    return switch (stream.state()) {
      case Creating creating -> remove(stream);
      case Updating update -> put(stream.with(update.before(), at));
      case Growing growing -> put(stream.with(growing.before(), at));
      case Reshaping reshaping -> put(stream.with(reshaping.before(), at));
      case Active active -> Verdict.NOT_PENDING;
      case Deleting deleting -> Verdict.NOT_PENDING;
    };
  }

  private @Nullable Lineage pendingStream(UUID op) {
    String name = pending.get(op);
    return name == null ? null : byName.get(name);
  }

  private Verdict activate(Lineage stream, Creating creating, UUID topicId, LogPosition at) {
    Shards shards =
        Shards.first(creating.shardCount(), nextSecond(stream.created()), stream.created());
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
    rest = rest.without(stream.attached().consumers());
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
