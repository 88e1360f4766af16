// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.items;

import io.offshard.adapter.service.LineageStore;
import io.offshard.adapter.service.Pause;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.lineage.Lineages;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the items of streams that are gone, whoever has deleted them: nobody could find them any
 * more, and they would stay in the memory of all replicas. Each replica looks for itself, at what
 * it has read of both logs; so nothing has to be remembered of a deletion, and no crash can come
 * between it and the end of its items.
 */
public final class AbandonedItems implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AbandonedItems.class);

  /** Tables of streams are named after their topics' ids, and others never look like one. */
  private static final Pattern TOPIC_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Items items;
  private final LineageStore store;
  private final Pause pause;
  private final ExecutorService background;

  /**
   * A sweeper; {@link #start} begins.
   *
   * @param store from which nothing is hidden
   * @param pause waits between two looks; a test's does not
   * @param background runs it; closed with this
   */
  public AbandonedItems(Items items, LineageStore store, Pause pause, ExecutorService background) {
    this.items = items;
    this.store = store;
    this.pause = pause;
    this.background = background;
  }

  /** Looks from time to time. */
  public void start(Duration every) {
    background.execute(pause.before(this::attempt, every));
  }

  private void attempt() {
    try {
      look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StreamFaultException e) {
      log.debug("The items of deleted streams stay for now: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("Looking for the items of deleted streams failed; trying again", e);
    }
  }

  /**
   * One look. Kafka is asked only where it seems that there is something to drop.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable}; it goes on with the next
   *     look
   */
  void look() throws InterruptedException {
    List<String> tables = items.tables(); // first: an item comes after its stream
    if (without(store.current(), tables).isEmpty()) {
      return;
    }
    // This replica may not have read the stream's beginning yet, and no clock is to be trusted.
    for (String table : without(store.settled(), tables)) {
      items.drop(table);
      log.info("The items of a deleted stream, of topic id {}, were dropped", table);
    }
  }

  private static List<String> without(Lineages streams, List<String> tables) {
    return tables.stream()
        .filter(table -> TOPIC_ID.matcher(table).matches())
        .filter(table -> streams.find(UUID.fromString(table)).isEmpty())
        .toList();
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
