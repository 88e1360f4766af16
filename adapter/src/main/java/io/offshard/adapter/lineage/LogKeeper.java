// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.adapter.lineage.LineageReader.View;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LogRecord;
import io.offshard.mapping.lineage.LogRecord.Cleared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log short, so that a replica starts soon however long there have been others: writes a
 * snapshot after many events, and clears the keys that nobody needs any more, for Kafka to take
 * them away. One replica does it; that two do for a while does no harm.
 */
final class LogKeeper implements AutoCloseable {
  /** Reading so many events takes less than a second. */
  static final int EVENTS = 1_000;

  /** So many records are on their way at once, so that heartbeats do not wait behind them. */
  private static final int CHUNK = 200;

  private static final Logger log = LoggerFactory.getLogger(LogKeeper.class);

  private final Members members;
  private final Lease lease;
  private final LineageLog content;
  private final LineageReader reader;
  private final LineageWriter writer;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("offshard-lineage-keeper").factory());

  LogKeeper(
      Members members,
      Lease lease,
      LineageLog content,
      LineageReader reader,
      LineageWriter writer) {
    this.members = members;
    this.lease = lease;
    this.content = content;
    this.reader = reader;
    this.writer = writer;
  }

  void start(Duration every) {
    var _ =
        thread.scheduleWithFixedDelay(
            this::keep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One round. */
  void keep() {
    try {
      // A replica that was stopped for long reads images that never were until it has caught up.
      if (lease.isHeld() && members.isFirst(lease.replica())) {
        clear();
        View view = reader.view();
        if (view.events() >= Math.max(EVENTS, view.image().all().size())) {
          snapshot(view);
        }
      }
    } catch (CompletionException e) {
      log.warn("Keeping the lineage log short: {}; trying again", String.valueOf(e.getCause()));
    } catch (RuntimeException e) {
      log.error("Keeping the lineage log short failed; trying again", e);
    }
  }

  private void clear() {
    List<String> keys = new ArrayList<>(content.superseded());
    members.silent().forEach(silent -> keys.add(LineageCodec.key(silent)));
    Chunk chunk = new Chunk();
    keys.forEach(key -> chunk.append(key, new Cleared()));
    chunk.await();
    if (!keys.isEmpty()) {
      log.info("Cleared {} keys of the lineage log", keys.size());
    }
  }

  private void snapshot(View view) {
    UUID id = UUID.randomUUID();
    List<LogRecord> records = view.image().snapshot(id, view.next());
    Chunk chunk = new Chunk();
    for (int i = 0; i < records.size() - 1; i++) {
      chunk.append(LineageCodec.key(id, i), records.get(i));
    }
    chunk.await(); // it must not be said to be whole before it is
    chunk.append(LineageCodec.key(id, records.size() - 1), records.getLast());
    chunk.await();
    log.info("Wrote a snapshot of {} streams to the lineage log", records.size() - 1);
  }

  /** Records on their way. */
  private final class Chunk {
    private final List<CompletableFuture<Long>> underWay = new ArrayList<>();

    void append(String key, LogRecord content) {
      underWay.add(writer.append(key, content));
      if (underWay.size() == CHUNK) {
        await();
      }
    }

    void await() {
      underWay.forEach(CompletableFuture::join);
      underWay.clear();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
