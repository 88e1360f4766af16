// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.Impossible;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.adapter.service.Topics.Creation;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
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

  /** Longer than an attempt of a replica that is alive takes. */
  private static final Duration WATCH = Duration.ofSeconds(30);

  private final LineageStore store;
  private final Topics topics;
  private final Pause pause;
  private final ExecutorService background;
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  /** One topic at a time: a deletion must not overtake the creation that it ends. */
  private final ReentrantLock topicWork = new ReentrantLock();

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
   * Makes the topic at once, so that a name that Kafka refuses is the caller's answer, and finishes
   * in the background.
   *
   * @throws StreamFaultException with {@link StreamExists} or {@link Impossible}, the operation
   *     taken back
   */
  void create(UUID op, String name) {
    Optional<Creation> creation;
    try {
      creation = makeTopic(op, name);
    } catch (StreamFaultException e) {
      log.warn("Creating {} goes on in the background: {}", name, e.getMessage());
      resumeCreation(op, name);
      return;
    }
    switch (creation.orElse(null)) {
      case Creation.Made made ->
          execute(op, "Creating " + name, () -> committed(op, name, made.topicId()));
      case Creation.NameTaken taken -> {
        takeBack(op, name, taken.reason());
        throw new StreamFaultException(new StreamExists(name));
      }
      case Creation.Impossible impossible -> {
        takeBack(op, name, impossible.reason());
        throw new StreamFaultException(new Impossible(name, impossible.reason()));
      }
      case null -> {}
    }
  }

  void delete(UUID op, String name) {
    execute(op, "Deleting " + name, () -> deleted(op, name));
  }

  private void resumeCreation(UUID op, String name) {
    execute(op, "Creating " + name, () -> created(op, name));
  }

  /** Whether an earlier attempt, about which nothing is known, has been brought to its end. */
  private boolean created(UUID op, String name) {
    return switch (makeTopic(op, name).orElse(null)) {
      case Creation.Made made -> committed(op, name, made.topicId());
      case Creation.NameTaken taken ->
          pending(op, name)
              .flatMap(stream -> topics.findUnused(stream.topic(), stream.shardCount()))
              .map(id -> committed(op, name, id))
              .orElseGet(() -> aborted(op, name, taken.reason()));
      case Creation.Impossible impossible -> aborted(op, name, impossible.reason());
      case null -> true;
    };
  }

  /** Makes the topic, unless the operation has ended meanwhile, for example by a deletion. */
  private Optional<Creation> makeTopic(UUID op, String name) {
    topicWork.lock();
    try {
      return pending(op, name)
          .map(stream -> topics.create(stream.topic(), stream.shardCount(), stream.settings()));
    } finally {
      topicWork.unlock();
    }
  }

  /** As long as that is not written, the operation must not be resumed: the topic is not ours. */
  private void takeBack(UUID op, String name, String reason) {
    try {
      aborted(op, name, reason);
    } catch (StreamFaultException e) {
      execute(op, "Taking back " + name, () -> aborted(op, name, reason));
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
    topicWork.lock();
    try {
      Optional<Lineage> stream = pending(op, name);
      if (stream.isEmpty()) {
        return true;
      }
      Lineage doomed = stream.get();
      // Never active, so its topic is known by its name and emptiness only.
      doomed
          .topicId()
          .or(() -> topics.findUnused(doomed.topic(), doomed.shardCount()))
          .ifPresent(id -> topics.delete(doomed.topic(), id));
      store.append(new Commit(op, new Outcome.Deleted()));
      return true;
    } finally {
      topicWork.unlock();
    }
  }

  private Optional<Lineage> pending(UUID op, String name) {
    return store.current().find(name).filter(s -> s.pendingOp().filter(op::equals).isPresent());
  }

  private void execute(UUID op, String what, BooleanSupplier attempt) {
    if (underWay.add(op)) {
      background.execute(
          () -> {
            try {
              repeat(what, attempt);
            } finally {
              underWay.remove(op);
            }
          });
    }
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
