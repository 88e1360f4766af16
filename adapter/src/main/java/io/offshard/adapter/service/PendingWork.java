// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.Impossible;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.adapter.service.Topics.Creation;
import io.offshard.adapter.service.Topics.Sighting;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the lineage log has accepted: makes and deletes topics, then commits. What was
 * cut short, by a crash or by an answer that got lost, is taken up again; that two replicas work on
 * one operation does no harm, since the first commit counts. Thread-safe.
 */
public final class PendingWork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PendingWork.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private static final int TURNS = 256;

  /** Longer than an attempt of a replica that is alive takes. */
  private static final Duration WATCH = Duration.ofSeconds(30);

  private final LineageStore store;
  private final Topics topics;
  private final Pause pause;
  private final ExecutorService background;

  /** What this process works on: each operation is one thread's, from its first attempt on. */
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  /**
   * One at a time for each name: a deletion must not overtake the creation that it ends. Names
   * share locks, so that there is a bound, but so many that one rarely waits for another.
   */
  private final List<Lock> turns = Stream.<Lock>generate(ReentrantLock::new).limit(TURNS).toList();

  /** Waits; a test's does not. */
  @FunctionalInterface
  public interface Pause {
    /** Waits that long. */
    void await(Duration time) throws InterruptedException;
  }

  /**
   * Work on those topics, decided by that store.
   *
   * @param background runs what callers do not wait for, each task on a thread of its own; closed
   *     with this
   */
  public PendingWork(LineageStore store, Topics topics, Pause pause, ExecutorService background) {
    this.store = store;
    this.topics = topics;
    this.pause = pause;
    this.background = background;
  }

  /** Takes up all that an earlier process has left pending, and goes on looking for such. */
  public void start() {
    store.current().all().forEach(this::takeUp);
    background.execute(this::watch);
  }

  /**
   * Takes up what stays pending: its replica is gone, or the answer to its proposal was lost, so
   * that nobody works on it.
   */
  private void watch() {
    Set<UUID> seen = Set.of();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        pause.await(WATCH);
        Set<UUID> pending = new HashSet<>();
        for (Lineage stream : store.current().all()) {
          stream.pendingOp().ifPresent(pending::add);
          if (stream.pendingOp().filter(seen::contains).isPresent()) {
            takeUp(stream);
          }
        }
        seen = pending;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeUp(Lineage stream) {
    switch (stream.state()) {
      case Creating creating -> resumeCreation(creating.op(), stream.name());
      case Deleting deleting -> delete(deleting.op(), stream.name());
      case Active active -> {}
    }
  }

  /**
   * Asks Kafka whether it would make such a topic, so that what it refuses never gets into the log.
   *
   * @throws StreamFaultException with {@link StreamExists}, {@link Impossible} or {@link
   *     StreamFault.Unavailable}
   */
  void requirePossible(String name, int shardCount, StreamSettings settings) {
    Optional<Creation.Refused> objection = topics.objection(name, shardCount, settings);
    if (objection.isPresent()) {
      log.warn("Stream {} is refused: {}", name, objection.get().reason());
      throw new StreamFaultException(fault(name, objection.get()));
    }
  }

  /**
   * Makes the topic at once, so that a name that Kafka refuses is the caller's answer, and finishes
   * in the background.
   *
   * @throws StreamFaultException with {@link StreamExists} or {@link Impossible}, the operation
   *     taken back
   */
  void create(UUID op, String name) {
    if (!underWay.add(op)) {
      return; // found in the log and taken up before the caller came to it
    }
    switch (firstAttempt(op, name)) {
      case Progress.Made made -> goOn(op, "Creating " + name, () -> committed(op, name, made.id()));
      case Progress.Unknown unknown -> goOn(op, "Creating " + name, () -> created(op, name));
      case Progress.Ended ended -> underWay.remove(op);
      case Progress.Refused refused -> {
        takeBack(op, name, refused.reason());
        throw new StreamFaultException(refused.fault());
      }
    }
  }

  private Progress firstAttempt(UUID op, String name) {
    try {
      return attempt(op, name);
    } catch (StreamFaultException e) {
      log.warn("Creating {} goes on in the background: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      log.error("Creating {} failed; trying again in the background", name, e);
    }
    return new Progress.Unknown();
  }

  void delete(UUID op, String name) {
    execute(op, "Deleting " + name, () -> deleted(op, name));
  }

  private void resumeCreation(UUID op, String name) {
    execute(op, "Creating " + name, () -> created(op, name));
  }

  /** How far the creation of a topic has come. */
  private sealed interface Progress {
    /** There is the stream's topic. */
    record Made(UUID id) implements Progress {}

    /** It will never be there. */
    record Refused(StreamFault fault, String reason) implements Progress {}

    /** Nobody can tell yet. */
    record Unknown() implements Progress {}

    /** The operation is over, for example by a deletion. */
    record Ended() implements Progress {}
  }

  private Progress attempt(UUID op, String name) {
    return switch (makeTopic(op, name).orElse(null)) {
      case Creation.Made made -> new Progress.Made(made.topicId());
      case Creation.Exists exists -> found(op, name, exists);
      case Creation.NameTaken taken -> refused(name, taken);
      case Creation.Impossible impossible -> refused(name, impossible);
      case null -> new Progress.Ended();
    };
  }

  /**
   * The topic may be ours: also a first attempt is repeated by the client when its answer is lost.
   */
  private Progress found(UUID op, String name, Creation.Exists exists) {
    Optional<Lineage> stream = pending(op, name);
    if (stream.isEmpty()) {
      return new Progress.Ended();
    }
    return switch (look(stream.get())) {
      case Sighting.Unused unused -> new Progress.Made(unused.topicId());
      case Sighting.InUse inUse -> refused(name, exists);
      case Sighting.NotSeen notSeen -> new Progress.Unknown();
    };
  }

  private static Progress.Refused refused(String name, Creation.Refused why) {
    return new Progress.Refused(fault(name, why), why.reason());
  }

  private static StreamFault fault(String name, Creation.Refused why) {
    return switch (why) {
      case Creation.Exists exists -> new StreamExists(name);
      case Creation.NameTaken taken -> new StreamExists(name);
      case Creation.Impossible impossible -> new Impossible(name, impossible.reason());
    };
  }

  private Sighting look(Lineage stream) {
    return topics.look(stream.topic(), stream.shardCount(), stream.settings());
  }

  /** Whether the creation has been brought to its end. */
  private boolean created(UUID op, String name) {
    return switch (attempt(op, name)) {
      case Progress.Made made -> committed(op, name, made.id());
      case Progress.Refused refused -> aborted(op, name, refused.reason());
      case Progress.Unknown unknown -> false;
      case Progress.Ended ended -> true;
    };
  }

  /** Makes the topic, unless the operation has ended meanwhile, for example by a deletion. */
  private Optional<Creation> makeTopic(UUID op, String name) {
    Lock turn = turn(name);
    turn.lock();
    try {
      return pending(op, name)
          .map(stream -> topics.create(stream.topic(), stream.shardCount(), stream.settings()));
    } finally {
      turn.unlock();
    }
  }

  /** As long as that is not written, the operation must not be resumed: the topic is not ours. */
  private void takeBack(UUID op, String name, String reason) {
    String what = "Taking back " + name;
    if (attempted(what, () -> aborted(op, name, reason))) {
      underWay.remove(op);
    } else {
      goOn(op, what, () -> aborted(op, name, reason));
    }
  }

  private boolean aborted(UUID op, String name, String reason) {
    log.warn("Stream {} is refused: {}", name, reason);
    store.append(new Abort(op, reason));
    return true;
  }

  private boolean committed(UUID op, String name, UUID topicId) {
    Optional<Lineage> stream = pending(op, name);
    if (stream.isEmpty()) {
      discard(name, topicId);
      return true;
    }
    return topics.writable(name, stream.get().shardCount())
        && store.append(new Commit(op, new Outcome.Created(topicId))).verdict() == Verdict.ACCEPTED;
  }

  /**
   * A topic made for a stream that was deleted before it became active: nobody else will take it
   * away.
   */
  private void discard(String name, UUID topicId) {
    boolean adopted =
        store.current().find(name).flatMap(Lineage::topicId).filter(topicId::equals).isPresent();
    if (!adopted) {
      topics.delete(name, topicId);
    }
  }

  private boolean deleted(UUID op, String name) {
    Lock turn = turn(name);
    turn.lock();
    try {
      Optional<Lineage> stream = pending(op, name);
      if (stream.isEmpty()) {
        return true;
      }
      if (!topicDeleted(stream.get())) {
        return false;
      }
      store.append(new Commit(op, new Outcome.Deleted()));
      return true;
    } finally {
      turn.unlock();
    }
  }

  private boolean topicDeleted(Lineage doomed) {
    Optional<UUID> known = doomed.topicId();
    if (known.isPresent()) {
      topics.delete(doomed.topic(), known.get());
      return true;
    }
    return switch (look(doomed)) { // never active, so its topic is known by its looks only
      case Sighting.Unused unused -> {
        topics.delete(doomed.topic(), unused.topicId());
        yield true;
      }
      case Sighting.InUse inUse -> true;
      case Sighting.NotSeen notSeen -> !exists(doomed);
    };
  }

  private boolean exists(Lineage stream) {
    return topics
        .objection(stream.topic(), stream.shardCount(), stream.settings())
        .filter(Creation.Exists.class::isInstance)
        .isPresent();
  }

  private Optional<Lineage> pending(UUID op, String name) {
    return store.current().find(name).filter(s -> s.pendingOp().filter(op::equals).isPresent());
  }

  private Lock turn(String name) {
    return turns.get(Math.floorMod(name.hashCode(), TURNS));
  }

  private void execute(UUID op, String what, BooleanSupplier attempt) {
    if (underWay.add(op)) {
      goOn(op, what, attempt);
    }
  }

  /** For the one who has put the operation under way. */
  private void goOn(UUID op, String what, BooleanSupplier attempt) {
    background.execute(
        () -> {
          try {
            repeat(what, attempt);
          } finally {
            underWay.remove(op);
          }
        });
  }

  /** Tries until done, in growing intervals: only Kafka can be in the way, and it comes back. */
  private void repeat(String what, BooleanSupplier attempt) {
    Duration wait = FIRST_PAUSE;
    try {
      while (!Thread.currentThread().isInterrupted() && !attempted(what, attempt)) {
        pause.await(wait);
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean attempted(String what, BooleanSupplier attempt) {
    try {
      return attempt.getAsBoolean();
    } catch (StreamFaultException e) {
      log.warn("{}: {}; trying again", what, e.getMessage());
    } catch (RuntimeException e) {
      log.error("{} failed; trying again", what, e);
    }
    return false;
  }

  /** Stops; what is pending stays so until the next {@link #start}. */
  @Override
  public void close() {
    background.shutdownNow();
  }
}
