// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.service.Topics.Ends;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamState.Reshaping;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Splits and merges the shards of a stream, step by step. Whatever takes long comes before a step
 * begins to close shards: new partitions, replicas that may be dead. After that writers wait, until
 * no replica writes to the shards that close, each has been sealed, and that is in the log.
 *
 * <p>Every part of it may be done twice, also by two replicas at a time: the log takes the first
 * CLOSE and the first COMMIT of each step, and a seal that is not the one in the COMMIT is never
 * served. Thread-safe.
 */
final class ReshardWork {
  private static final Logger log = LoggerFactory.getLogger(ReshardWork.class);

  private final LineageStore store;
  private final Topics topics;
  private final PartitionWriter writer;
  private final Rollcall rollcall;

  ReshardWork(LineageStore store, Topics topics, PartitionWriter writer, Pause pause) {
    this.store = store;
    this.topics = topics;
    this.writer = writer;
    this.rollcall = new Rollcall(store, pause);
  }

  /**
   * Goes on with it.
   *
   * @return whether nothing is left to do; else it is to be called again
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when Kafka does not answer
   */
  boolean succeeds(UUID op, String name) throws InterruptedException {
    while (true) {
      Optional<Reshaping> pending = store.current().find(name).flatMap(s -> pending(s, op));
      if (pending.isEmpty()) {
        return true;
      }
      Reshaping step = pending.get();
      boolean goesOn = step.closing().isEmpty() ? begin(step, name) : end(step, name);
      if (!goesOn) {
        return false;
      }
    }
  }

  private static Optional<Reshaping> pending(Lineage stream, UUID op) {
    return stream.state() instanceof Reshaping step && step.op().equals(op)
        ? Optional.of(step)
        : Optional.empty();
  }

  /** Has the step's shards close, as soon as nothing else is in its way. */
  private boolean begin(Reshaping step, String topic) throws InterruptedException {
    UUID topicId = step.before().topicId();
    Optional<String> refused = topics.widen(topic, topicId, step.partitions());
    if (refused.isPresent()) {
      return aborted(step, topic, refused.get());
    }
    return switch (topics.ends(topic, topicId, step.partitions())) {
      case Ends.NotYet notYet -> false;
      case Ends.Gone gone -> aborted(step, topic, "its topic is gone");
      case Ends.Known known -> {
        rollcall.call();
        store.append(new Close(step.op(), step.step()));
        yield true;
      }
    };
  }

  private boolean aborted(Reshaping step, String name, String reason) {
    log.warn("Stream {} keeps the shards that it has: {}", name, reason);
    store.append(new Abort(step.op(), reason));
    return true;
  }

  /** Seals what closes, and says so. */
  private boolean end(Reshaping step, String topic) throws InterruptedException {
    if (!rollcall.await(step.closing().getAsLong())) {
      return false;
    }
    Map<Integer, Integer> ordinals =
        step.parents().stream().collect(toMap(Shard::partition, Shard::index));
    Map<Integer, Long> ends = writer.seal(topic, ordinals, step.op());
    if (ends.size() < ordinals.size()) {
      return false;
    }
    store.append(new Commit(step.op(), new Resharded(step.step(), ends)));
    return true;
  }
}
