// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.HasConsumers;
import io.offshard.adapter.service.StreamFault.IllegalName;
import io.offshard.adapter.service.StreamFault.Limit;
import io.offshard.adapter.service.StreamFault.LimitExceeded;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.NotActive;
import io.offshard.adapter.service.StreamFault.NotOnDemand;
import io.offshard.adapter.service.StreamFault.NotOwned;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.adapter.service.StreamFault.TooManyTags;
import io.offshard.adapter.service.StreamFault.WrongDirection;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
import io.offshard.mapping.lineage.Alteration.SwitchMode;
import io.offshard.mapping.lineage.Alteration.Warm;
import io.offshard.mapping.lineage.BillingCommitment;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Billing;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Creates, changes and deletes streams: proposes the change in the lineage log and, if it holds
 * there, has the {@link PendingWork} carry it out while the caller goes on. What would come to
 * nothing is told without being written, as the log must not grow with every wrong call.
 * Thread-safe.
 */
public final class StreamLifecycle {
  private final LineageStore store;
  private final PendingWork work;
  private final int shardLimit;
  private final int onDemandLimit;
  private final boolean altersNative;
  private final Supplier<UUID> ids;

  /**
   * A lifecycle.
   *
   * @param shardLimit how many shards all provisioned streams may have
   * @param onDemandLimit how many on-demand streams there may be
   * @param altersNative whether topics that are somebody else's may be changed and deleted
   * @param ids gives a new random id for each operation
   */
  public StreamLifecycle(
      LineageStore store,
      PendingWork work,
      int shardLimit,
      int onDemandLimit,
      boolean altersNative,
      Supplier<UUID> ids) {
    this.store = store;
    this.work = work;
    this.shardLimit = shardLimit;
    this.onDemandLimit = onDemandLimit;
    this.altersNative = altersNative;
    this.ids = ids;
  }

  /**
   * Creates a stream; it becomes active some time after this returns.
   *
   * @throws StreamFaultException with {@link StreamExists}, {@link IllegalName}, {@link
   *     LimitExceeded}, or {@link StreamFault.Impossible} or {@link StreamFault.Unavailable} from
   *     Kafka
   */
  public void create(String name, int shardCount, StreamSettings settings) {
    requireLegal(name);
    // Another replica may have made room, or the name free, and have said so.
    Lineages image = store.latest();
    if (image.find(name).isPresent()) {
      throw new StreamFaultException(new StreamExists(name));
    }
    requireRoom(image, shardCount, settings.mode());
    work.requirePossible(name, shardCount, settings);
    UUID op = ids.get();
    if (propose(op, new Create(name, shardCount, settings)) != Verdict.ACCEPTED) {
      throw new StreamFaultException(new StreamExists(name));
    }
    work.create(op, name);
  }

  /**
   * Deletes a stream and its topic; it is gone some time after this returns. Deleting it again
   * meanwhile is no error.
   *
   * @param onlyUnconsumed whether it is not to be if the stream has consumers, which otherwise go
   *     with it
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotOwned}, {@link HasConsumers}
   *     or {@link StreamFault.Unavailable}
   */
  public void delete(String name, boolean onlyUnconsumed) {
    // An older image could tell of a stream of ours where there is somebody else's by now.
    requireAlterable(Proposals.find(store.latest(), name));
    UUID op = ids.get();
    Verdict verdict = propose(op, new Delete(name, onlyUnconsumed));
    if (verdict == Verdict.HAS_CONSUMERS) {
      throw new StreamFaultException(new HasConsumers(name));
    }
    if (verdict == Verdict.ACCEPTED) {
      work.delete(op, name);
    } else if (verdict != Verdict.ALREADY_DELETING) {
      throw new StreamFaultException(new NoSuchStream(name));
    }
  }

  /**
   * Alters a setting; it holds some time after this returns. It is no error when all is so already.
   *
   * @return the settings that hold until then
   * @throws StreamFaultException with {@link NoSuchStream}, {@link NotOwned}, {@link NotActive},
   *     {@link WrongDirection}, {@link NotOnDemand}, or {@link StreamFault.Unalterable} or {@link
   *     StreamFault.Unavailable} from Kafka
   */
  public StreamSettings alter(String name, Alteration alteration) {
    Lineage stream = Proposals.find(store.latest(), name);
    if (isOwners(alteration)) {
      requireAlterable(stream);
    }
    if (changes(stream.verdict(alteration), stream, alteration)) {
      work.requirePossible(stream, alteration);
      UUID op = ids.get();
      Verdict verdict = propose(op, new Alter(name, alteration));
      stream = Proposals.find(store.current(), name);
      if (verdict == Verdict.NOT_ACTIVE && stream.state() instanceof Active) {
        return alter(name, alteration); // what was in its way has ended since
      }
      if (changes(verdict, stream, alteration)) {
        work.alter(op, name);
      }
    }
    return stream.settings();
  }

  /** Whether it is for the owner of the topic to decide, rather than for those who use it. */
  private static boolean isOwners(Alteration alteration) {
    return switch (alteration) {
      case RaiseRetention raise -> true;
      case LowerRetention lower -> true;
      case LimitRecords limit -> true;
      case Encrypt encrypt -> true;
      case Decrypt decrypt -> true;
      case AddMetrics add -> false;
      case RemoveMetrics remove -> false;
      case SwitchMode to -> true;
      case Warm warm -> true;
    };
  }

  /** Refuses to change a topic that is somebody else's unless that is allowed. */
  void requireAlterable(Lineage stream) {
    if (stream.isNative() && !altersNative) {
      throw new StreamFaultException(new NotOwned(stream.name()));
    }
  }

  private static boolean changes(Verdict verdict, Lineage stream, Alteration alteration) {
    WrongDirection wrong =
        new WrongDirection(
            stream.name(),
            alteration.on(stream.settings()).retentionHours(),
            stream.settings().retentionHours());
    return Proposals.changes(
        verdict,
        stream,
        Map.of(
            Verdict.WRONG_DIRECTION, wrong, Verdict.NOT_ON_DEMAND, new NotOnDemand(stream.name())));
  }

  private static boolean changes(Verdict verdict, Lineage stream) {
    return Proposals.changes(
        verdict, stream, Map.of(Verdict.TOO_MANY_TAGS, new TooManyTags(stream.name())));
  }

  /**
   * Takes tags from a stream and gives it others; done when this returns.
   *
   * @throws StreamFaultException with {@link NoSuchStream}, {@link TooManyTags} or {@link
   *     StreamFault.Unavailable}
   */
  public void tag(String name, Map<String, String> put, Set<String> removed) {
    Tags tags = new Tags(name, put, removed);
    Lineage stream = Proposals.find(store.latest(), name);
    if (changes(stream.verdict(tags), stream)) {
      Verdict verdict = store.append(new Declare(ids.get(), tags));
      boolean _ = changes(verdict, Proposals.find(store.current(), name));
    }
  }

  /**
   * Begins or ends the account's commitment, or says when it ends; done when this returns.
   *
   * @return what has come of it; empty when there was nothing to end
   * @throws StreamFaultException with {@link StreamFault.Unavailable}
   */
  public Optional<BillingCommitment> commit(boolean wanted) {
    boolean running =
        store.latest().commitment().filter(promise -> promise.endsAt() == null).isPresent();
    if (wanted != running) {
      store.append(new Declare(ids.get(), new Billing(wanted)));
    }
    return store.current().commitment();
  }

  private Verdict propose(UUID op, Change change) {
    return store.append(new Prepare(op, change));
  }

  /** Names that the API allows and that a topic of ours must not have. */
  private static void requireLegal(String name) {
    if (name.equals(".") || name.equals("..")) {
      throw new StreamFaultException(new IllegalName(name, "Kafka has no topic of that name"));
    }
    if (name.startsWith("__")) {
      throw new StreamFaultException(
          new IllegalName(name, "names that begin with __ are for internal topics"));
    }
  }

  /** Refuses so many more shards, or one more on-demand stream, where there is no room left. */
  void requireRoom(Lineages image, int shardCount, CapacityMode mode) {
    StreamCatalog.Usage usage = StreamCatalog.Usage.of(image);
    LimitExceeded beyond =
        switch (mode) {
          case PROVISIONED ->
              new LimitExceeded(Limit.SHARDS, usage.shards(), shardLimit, shardCount);
          case ON_DEMAND ->
              new LimitExceeded(Limit.ON_DEMAND_STREAMS, usage.onDemandStreams(), onDemandLimit, 1);
        };
    if ((long) beyond.current() + beyond.additional() > beyond.allowed()) {
      throw new StreamFaultException(beyond);
    }
  }
}
