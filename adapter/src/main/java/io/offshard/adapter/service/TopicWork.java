// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.service.StreamFault.Impossible;
import io.offshard.adapter.service.StreamFault.StreamExists;
import io.offshard.adapter.service.StreamFault.Unalterable;
import io.offshard.adapter.service.Topics.Creation;
import io.offshard.adapter.service.Topics.Ends;
import io.offshard.adapter.service.Topics.Sighting;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState;
import io.offshard.mapping.lineage.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single steps of making, changing and deleting the topics of streams, each of which may be
 * repeated until it succeeds. All throw {@link StreamFaultException} with {@link
 * StreamFault.Unavailable} where Kafka does not answer. Thread-safe.
 */
final class TopicWork {
  private static final Logger log = LoggerFactory.getLogger(TopicWork.class);
  private static final int TURNS = 256;

  private final LineageStore store;
  private final Topics topics;

  /**
   * One at a time for each name: a deletion must not overtake the creation that it ends. Names
   * share locks, so that there is a bound, but so many that one rarely waits for another.
   */
  private final List<Lock> turns = Stream.<Lock>generate(ReentrantLock::new).limit(TURNS).toList();

  TopicWork(LineageStore store, Topics topics) {
    this.store = store;
    this.topics = topics;
  }

  /** How far the creation of a topic has come. */
  sealed interface Progress {
    /** There is the stream's topic. */
    record Made(UUID id) implements Progress {}

    /** It will never be there. */
    record Refused(StreamFault fault, String reason) implements Progress {}

    /** Nobody can tell yet. */
    record Unknown() implements Progress {}

    /** The operation is over, for example by a deletion. */
    record Ended() implements Progress {}
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
   * Makes the topic, or finds the one that an earlier attempt has made.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable}
   */
  Progress make(UUID op, String name) {
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
    return topics.look(stream.topic(), stream.openShardCount(), stream.settings());
  }

  /** Makes the topic, unless the operation has ended meanwhile, for example by a deletion. */
  private Optional<Creation> makeTopic(UUID op, String name) {
    Lock turn = turn(name);
    turn.lock();
    try {
      return pending(op, name)
          .map(stream -> topics.create(stream.topic(), stream.openShardCount(), stream.settings()));
    } finally {
      turn.unlock();
    }
  }

  /**
   * Asks Kafka whether the topic can be as the alteration wants it.
   *
   * @throws StreamFaultException with {@link Unalterable} or {@link StreamFault.Unavailable}
   */
  void requirePossible(Lineage stream, Alteration alteration) {
    if (concernsTopic(stream, alteration)) {
      topics
          .objection(stream.topic(), stream.topicId().orElseThrow(), alteration)
          .ifPresent(
              reason -> {
                throw new StreamFaultException(new Unalterable(stream.name(), reason));
              });
    }
  }

  /** Whether the stream has its new setting, or never will. */
  boolean altered(UUID op, String name) {
    Optional<Lineage> found = pending(op, name);
    if (found.isEmpty() || !(found.get().state() instanceof StreamState.Updating update)) {
      return true;
    }
    Lineage stream = found.get();
    Alteration wanted = update.alteration();
    if (concernsTopic(stream, wanted)) {
      Optional<String> refused = topics.alter(stream.topic(), update.before().topicId(), wanted);
      if (refused.isPresent()) {
        return aborted(op, name, refused.get());
      }
    }
    store.append(new Commit(op, new Outcome.Altered()));
    return true;
  }

  /** A topic of ours takes records of any size, and the limit is kept before it. */
  private static boolean concernsTopic(Lineage stream, Alteration alteration) {
    return switch (alteration) {
      case RaiseRetention raise -> true;
      case LowerRetention lower -> true;
      case LimitRecords limit -> stream.isNative();
      case Encrypt encrypt -> false;
      case Decrypt decrypt -> false;
      case AddMetrics add -> false;
      case RemoveMetrics remove -> false;
    };
  }

  /**
   * Whether the shards that follow from added partitions are there, or never will be. They close
   * where nobody has acknowledged or served anything further on, and no replica writes any more.
   */
  boolean grown(UUID op, String name) {
    Optional<Lineage> found = pending(op, name);
    if (found.isEmpty() || !(found.get().state() instanceof StreamState.Growing growing)) {
      return true;
    }
    if (!store.drained(growing.prepared())) {
      return false;
    }
    UUID topicId = growing.before().topicId();
    return switch (topics.ends(found.get().topic(), topicId, growing.partitions())) {
      case Ends.Known known -> {
        store.append(new Commit(op, new Outcome.Grown(ends(growing, known))));
        yield true;
      }
      case Ends.NotYet notYet -> false;
      case Ends.Gone gone -> aborted(op, name, "its topic is gone");
    };
  }

  private Map<Integer, Long> ends(StreamState.Growing growing, Ends.Known known) {
    Map<Integer, Long> reached = store.reached(growing.prepared());
    return growing.parents().stream()
        .map(Shard::partition)
        .collect(
            toMap(
                partition -> partition,
                partition ->
                    Math.max(
                        known.byPartition().get(partition), reached.getOrDefault(partition, 0L))));
  }

  /** Takes the operation back; true, as there is nothing more to do. */
  boolean aborted(UUID op, String name, String reason) {
    log.warn("Stream {} is refused: {}", name, reason);
    store.append(new Abort(op, reason));
    return true;
  }

  /** Whether the stream is active, or its topic away again. */
  boolean committed(UUID op, String name, UUID topicId) {
    Optional<Lineage> stream = pending(op, name);
    if (stream.isEmpty()) {
      discard(name, topicId);
      return true;
    }
    return topics.writable(name, stream.get().openShardCount())
        && store.append(new Commit(op, new Outcome.Created(topicId))) == Verdict.ACCEPTED;
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

  /** Whether a topic that is gone can come back by its being named. */
  boolean canComeBack() {
    return topics.canComeBack();
  }

  /** Whether nobody begins to write to the stream any more. */
  boolean drained(UUID op, String name) {
    return pending(op, name).map(stream -> store.drained(stream.version())).orElse(true);
  }

  /** Whether the stream and its topic are gone. */
  boolean deleted(UUID op, String name) {
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
        .objection(stream.topic(), stream.openShardCount(), stream.settings())
        .filter(Creation.Exists.class::isInstance)
        .isPresent();
  }

  private Optional<Lineage> pending(UUID op, String name) {
    return store.current().find(name).filter(s -> s.pendingOp().filter(op::equals).isPresent());
  }

  private Lock turn(String name) {
    return turns.get(Math.floorMod(name.hashCode(), TURNS));
  }
}
