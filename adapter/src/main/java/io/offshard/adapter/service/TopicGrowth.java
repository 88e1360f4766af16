// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Verdict;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the partitions that owners have added to their topics into the lineage. Before shards
 * begin to close, every replica is asked for a sign of life: then one that is dead delays the
 * growth, and not the writers. Thread-safe.
 */
final class TopicGrowth {
  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);
  private final LineageStore store;
  private final PendingWork work;
  private final Rollcall rollcall;
  private final Executor background;
  private final Supplier<UUID> ids;
  private final AtomicBoolean busy = new AtomicBoolean();

  TopicGrowth(
      LineageStore store, PendingWork work, Pause pause, Executor background, Supplier<UUID> ids) {
    this.store = store;
    this.work = work;
    this.rollcall = new Rollcall(store, pause);
    this.background = background;
    this.ids = ids;
  }

  /** Begins with it, unless it is at the growth of others; then the caller will come again. */
  void begin(List<Grow> wanted) {
    if (!wanted.isEmpty() && busy.compareAndSet(false, true)) {
      background.execute(
          () -> {
            try {
              propose(wanted);
            } catch (StreamFaultException e) {
              log.warn("New partitions of {}: {}; trying again", wanted, e.getMessage());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } finally {
              busy.set(false);
            }
          });
    }
  }

  private void propose(List<Grow> wanted) throws InterruptedException {
    rollcall.call();
    for (Grow grow : wanted) {
      if (isOpen(grow)) {
        UUID op = ids.get();
        if (store.append(new Prepare(op, grow)) == Verdict.ACCEPTED) {
          log.info("Topic {} has {} partitions now", grow.stream(), grow.partitions());
          work.grow(op, grow.stream());
        }
      }
    }
  }

  /** Whether no other replica has been quicker. */
  private boolean isOpen(Grow grow) {
    return store
        .confirmed()
        .find(grow.stream())
        .filter(stream -> stream.verdict(grow) == Verdict.ACCEPTED)
        .isPresent();
  }
}
