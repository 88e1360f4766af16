// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.adapter.lineage.LineageReader.View;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LoadMeter;
import io.offshard.mapping.lineage.Closure;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.LogRecord.Reach;
import io.offshard.mapping.lineage.Shard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends this replica's heartbeats: three in each lease, and one whenever somebody waits for it. */
final class Pulse implements AutoCloseable {
  private final Lease lease;
  private final LineageReader reader;
  private final LineageWriter writer;
  private final Frontier frontier;
  private final LoadMeter load;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("offshard-heartbeat").factory());

  /** Whether the others may know of this replica. */
  private volatile boolean begun;

  Pulse(
      Lease lease, LineageReader reader, LineageWriter writer, Frontier frontier, LoadMeter load) {
    this.frontier = frontier;
    this.load = load;
    this.lease = lease;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Beats from now on, once after a long sleep, and has that done with each beat; it must not
   * block.
   */
  void start(Runnable alongside) {
    long millis = Members.LEASE.toMillis() / 3;
    Runnable both =
        () -> {
          CompletableFuture<Long> _ = beat(false);
          alongside.run();
        };
    var _ = thread.scheduleWithFixedDelay(both, millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Sends one soon; does not wait.
   *
   * @return its offset in the log
   */
  CompletableFuture<Long> beat() {
    CompletableFuture<Long> offset = new CompletableFuture<>();
    try {
      thread.execute(
          () -> {
            CompletableFuture<Long> _ =
                beat(false)
                    .whenComplete(
                        (at, failure) -> {
                          if (failure == null) {
                            offset.complete(at);
                          } else {
                            offset.completeExceptionally(failure);
                          }
                        });
          });
    } catch (RejectedExecutionException e) {
      offset.completeExceptionally(e); // this replica has left
    }
    return offset;
  }

  /** The offset that it has in the log. */
  private CompletableFuture<Long> beat(boolean last) {
    if (reader.ended()) {
      // It can answer for nothing any more, and nobody shall wait for it.
      return CompletableFuture.failedFuture(new IllegalStateException("the log is not read"));
    }
    begun = true;
    View view = reader.view();
    Heartbeat beat =
        new Heartbeat(
            lease.replica(),
            lease.sending(),
            view.next(),
            LineageCodec.LEVEL,
            last,
            reaches(view.image()),
            load.loads());
    return writer.append(LineageCodec.key(lease.replica()), beat);
  }

  /**
   * For all that is about to be closed in topics of others, as seen in the image that the heartbeat
   * speaks of. In ours a seal says where a shard ends.
   */
  private List<Reach> reaches(Lineages image) {
    List<Reach> all = new ArrayList<>();
    Set<Long> closures = new HashSet<>();
    Set<UUID> topics = new HashSet<>();
    for (Lineage stream : image.all()) {
      stream.topicId().ifPresent(topics::add);
      Optional<Closure> closure = stream.isNative() ? stream.closure() : Optional.empty();
      if (closure.isPresent()) {
        long since = closure.get().since();
        closures.add(since);
        UUID topicId = stream.topicId().orElseThrow();
        for (Shard shard : closure.get().shards()) {
          long next = frontier.limit(since, topicId, shard.partition());
          all.add(new Reach(since, shard.partition(), next));
        }
      }
    }
    frontier.keepOnly(closures, topics);
    load.keepOnly(topics);
    return all;
  }

  /**
   * Tells the others not to wait for this replica, which writes nothing any more. One that never
   * began does not even name the topic: brokers may make topics that producers name.
   */
  @Override
  public void close() {
    thread.shutdownNow();
    if (begun) {
      CompletableFuture<Long> _ = beat(true);
    }
  }
}
