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
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the lineage log has accepted: makes and deletes topics, then commits. Whatever
 * was cut short by a crash is taken up again by {@link #resume}. Thread-safe.
 */
public final class PendingWork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PendingWork.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Ten minutes, more than a broker can be away and still have a connection to read from. */
  private static final int WATCHED_PAUSES = 300;

  private final LineageStore store;
  private final Topics topics;
  private final Pause pause;
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

  /** One topic at a time: a deletion must not overtake the creation that it ends. */
  private final ReentrantLock topicWork = new ReentrantLock();

  /** Waits; a test's does not. */
  @FunctionalInterface
  public interface Pause {
    /** Waits that long. */
    void await(Duration time) throws InterruptedException;
  }

  /** Work on those topics, decided by that store. */
  public PendingWork(LineageStore store, Topics topics, Pause pause) {
    this.store = store;
    this.topics = topics;
    this.pause = pause;
  }

  /** Takes up all operations that an earlier process has left pending. */
  public void resume() {
    store.current().all().forEach(this::takeUp);
  }

  private void takeUp(Lineage stream) {
    switch (stream.state()) {
      case Creating creating -> background.execute(() -> resumeCreation(creating.op(), stream));
      case Deleting deleting -> delete(deleting.op(), stream.name());
      case Active active -> {}
    }
  }

  /**
   * Takes up an operation of which nobody knows whether it is in the log, should it turn up there:
   * a broker may find the proposal in its socket long after the caller has given up.
   */
  void watch(UUID op, String name) {
    background.execute(
        () -> {
          try {
            for (int i = 0; i < WATCHED_PAUSES; i++) {
              Optional<Lineage> stream = pending(op, name);
              if (stream.isPresent()) {
                log.info("An operation given up on {} was decided after all", name);
                takeUp(stream.get());
                return;
              }
              pause.await(LONGEST_PAUSE);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /**
   * Makes the topic at once, so that a name that Kafka refuses is the caller's answer, and finishes
   * in the background.
   *
   * @throws StreamFaultException with {@link StreamExists} or {@link Impossible}, the operation
   *     taken back
   */
  void create(UUID op, String name) {
    Optional<UUID> topicId;
    try {
      topicId = makeTopic(op, name);
    } catch (StreamFaultException e) {
      if (e.fault() instanceof StreamFault.Unavailable) {
        log.warn("Creating {} goes on in the background: {}", name, e.getMessage());
        store.current().find(name).ifPresent(s -> background.execute(() -> resumeCreation(op, s)));
        return;
      }
      throw e;
    }
    topicId.ifPresent(id -> background.execute(() -> finishCreation(op, name, id)));
  }

  void delete(UUID op, String name) {
    background.execute(() -> repeat("Deleting " + name, () -> deleted(op, name)));
  }

  private void resumeCreation(UUID op, Lineage stream) {
    repeat(
        "Creating " + stream.name(),
        () -> {
          Optional<UUID> left = topics.findUnused(stream.topic(), stream.shardCount());
          try {
            left.or(() -> makeTopic(op, stream.name()))
                .ifPresent(id -> finishCreation(op, stream.name(), id));
          } catch (StreamFaultException e) {
            if (e.fault() instanceof StreamFault.Unavailable) {
              throw e;
            }
          }
          return true;
        });
  }

  /**
   * The new topic's id; empty when the operation has ended meanwhile, for example by a deletion.
   */
  private Optional<UUID> makeTopic(UUID op, String name) {
    topicWork.lock();
    try {
      Optional<Lineage> stream = pending(op, name);
      return stream.map(s -> made(op, s, topics.create(s.topic(), s.shardCount(), s.settings())));
    } finally {
      topicWork.unlock();
    }
  }

  private UUID made(UUID op, Lineage stream, Creation creation) {
    return switch (creation) {
      case Creation.Made made -> made.topicId();
      case Creation.NameTaken taken -> {
        log.warn("Stream {} is refused: {}", stream.name(), taken.reason());
        store.append(new Abort(op, taken.reason()));
        throw new StreamFaultException(new StreamExists(stream.name()));
      }
      case Creation.Impossible impossible -> {
        store.append(new Abort(op, impossible.reason()));
        throw new StreamFaultException(new Impossible(stream.name(), impossible.reason()));
      }
    };
  }

  private void finishCreation(UUID op, String name, UUID topicId) {
    repeat(
        "Creating " + name,
        () -> {
          Optional<Lineage> stream = pending(op, name);
          if (stream.isEmpty()) {
            discard(name, topicId);
            return true;
          }
          if (!topics.writable(name, stream.get().shardCount())) {
            return false;
          }
          store.append(new Commit(op, new Outcome.Created(topicId)));
          return pending(op, name).isEmpty();
        });
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

  /** Stops; what is pending stays so until the next {@link #resume}. */
  @Override
  public void close() {
    background.shutdownNow();
  }
}
