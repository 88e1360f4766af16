// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.Impossible;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.adapter.service.TopicWork.Progress;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Growing;
import io.offshard.mapping.lineage.StreamState.Reshaping;
import io.offshard.mapping.lineage.StreamState.Updating;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the lineage log has accepted: makes, changes and deletes topics, then commits.
 * What was cut short, by a crash or by an answer that got lost, is taken up again; that two
 * replicas work on one operation does no harm, since the first commit counts. Thread-safe.
 */
public final class PendingWork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PendingWork.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Writers wait for shards that are being closed, so those are looked for often. */
  static final Duration WATCH = Duration.ofSeconds(3);

  /** Seen so often an operation is longer under way than a replica that is alive takes for it. */
  static final int OVERDUE = 10;

  /**
   * How long after its last record a producer may still name a topic: a record may be repeated for
   * the delivery time-out, and metadata is kept for ten seconds after it.
   */
  static final Duration FORGETTING = Duration.ofSeconds(25);

  private final LineageStore store;
  private final TopicWork topics;
  private final ReshardWork shards;
  private final Pause pause;
  private final ExecutorService background;

  /** What this process works on: each operation is one thread's, from its first attempt on. */
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  /** A try that can be repeated. */
  @FunctionalInterface
  private interface Attempt {
    /** Whether there is nothing left to do. */
    boolean succeeds() throws InterruptedException;
  }

  /**
   * Work on those topics, decided by that store.
   *
   * @param writer seals shards
   * @param background runs what callers do not wait for, each task on a thread of its own; closed
   *     with this
   */
  public PendingWork(
      LineageStore store,
      Topics topics,
      PartitionWriter writer,
      Pause pause,
      ExecutorService background) {
    this.store = store;
    this.topics = new TopicWork(store, topics);
    this.shards = new ReshardWork(store, topics, writer, pause);
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
    Map<UUID, Integer> seen = Map.of();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        pause.await(WATCH);
        Map<UUID, Integer> pending = new HashMap<>();
        for (Lineage stream : store.current().all()) {
          Optional<UUID> op = stream.pendingOp();
          if (op.isPresent()) {
            int times = seen.getOrDefault(op.get(), 0) + 1;
            pending.put(op.get(), times);
            if (times > patience(stream)) {
              takeUp(stream);
            }
          }
        }
        seen = pending;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writers may wait for shards to be closed; and nothing of that does harm if done twice. */
  private static int patience(Lineage stream) {
    return switch (stream.state()) {
      case Growing growing -> 1;
      case Reshaping reshaping -> 1;
      case Creating creating -> OVERDUE;
      case Active active -> OVERDUE;
      case Updating updating -> OVERDUE;
      case Deleting deleting -> OVERDUE;
    };
  }

  private void takeUp(Lineage stream) {
    switch (stream.state()) {
      case Creating creating -> resumeCreation(creating.op(), stream.name());
      case Deleting deleting -> delete(deleting.op(), stream.name());
      case Updating updating -> alter(updating.op(), stream.name());
      case Growing growing -> grow(growing.op(), stream.name());
      case Reshaping reshaping -> reshard(reshaping.op(), stream.name());
      case Active active -> {}
    }
  }

  /** Refuses what Kafka would refuse, so that it never gets into the log. */
  void requirePossible(String name, int shardCount, StreamSettings settings) {
    topics.requirePossible(name, shardCount, settings);
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
      case Progress.Made made ->
          goOn(op, "Creating " + name, () -> topics.committed(op, name, made.id()));
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
      return topics.make(op, name);
    } catch (StreamFaultException e) {
      log.warn("Creating {} goes on in the background: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      log.error("Creating {} failed; trying again in the background", name, e);
    }
    return new Progress.Unknown();
  }

  void delete(UUID op, String name) {
    execute(op, "Deleting " + name, new Deletion(op, name));
  }

  /**
   * The deletion of a topic, but not before every producer of the deployment has forgotten it,
   * where one that has not could bring it back.
   */
  private final class Deletion implements Attempt {
    private final UUID op;
    private final String name;
    private boolean forgotten;

    Deletion(UUID op, String name) {
      this.op = op;
      this.name = name;
    }

    @Override
    public boolean succeeds() throws InterruptedException {
      if (!forgotten && topics.canComeBack()) {
        if (!topics.drained(op, name)) {
          return false;
        }
        pause.await(FORGETTING);
      }
      forgotten = true;
      return topics.deleted(op, name);
    }
  }

  /** Refuses what Kafka would refuse, as with a creation. */
  void requirePossible(Lineage stream, Alteration alteration) {
    topics.requirePossible(stream, alteration);
  }

  void alter(UUID op, String name) {
    execute(op, "Altering " + name, () -> topics.altered(op, name));
  }

  void grow(UUID op, String name) {
    execute(op, "Growing " + name, () -> topics.grown(op, name));
  }

  void reshard(UUID op, String name) {
    execute(op, "Resharding " + name, () -> shards.succeeds(op, name));
  }

  private void resumeCreation(UUID op, String name) {
    execute(op, "Creating " + name, () -> created(op, name));
  }

  /** Whether the creation has been brought to its end. */
  private boolean created(UUID op, String name) {
    return switch (topics.make(op, name)) {
      case Progress.Made made -> topics.committed(op, name, made.id());
      case Progress.Refused refused -> topics.aborted(op, name, refused.reason());
      case Progress.Unknown unknown -> false;
      case Progress.Ended ended -> true;
    };
  }

  /** As long as that is not written, the operation must not be resumed: the topic is not ours. */
  private void takeBack(UUID op, String name, String reason) {
    try {
      boolean _ = topics.aborted(op, name, reason);
      underWay.remove(op);
    } catch (RuntimeException e) {
      String what = "Taking back " + name;
      log.warn("{}: {}; trying again", what, e.getMessage());
      goOn(op, what, () -> topics.aborted(op, name, reason));
    }
  }

  private void execute(UUID op, String what, Attempt attempt) {
    if (underWay.add(op)) {
      goOn(op, what, attempt);
    }
  }

  /** For the one who has put the operation under way. */
  private void goOn(UUID op, String what, Attempt attempt) {
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
  private void repeat(String what, Attempt attempt) {
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

  private static boolean attempted(String what, Attempt attempt) throws InterruptedException {
    try {
      return attempt.succeeds();
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
