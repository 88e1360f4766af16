// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.service.items.Decision;
import io.offshard.adapter.service.items.Items;
import io.offshard.adapter.service.items.Outcome;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.StoredItem;
import io.offshard.mapping.v3io.V3ioFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The items of the core, whose refusals are v3io's. Thread-safe. */
final class StoredItems {
  private static final int PAGE = 1_000;

  private final Items items;
  private final Turns turns = new Turns();

  StoredItems(Items items) {
    this.items = items;
  }

  /** The item for one who may write it by what it is now; where many do so, in its turn. */
  Optional<StoredItem> inTurn(ItemKey key) {
    return patiently(
        () -> {
          turns.await(key);
          return items.get(key);
        });
  }

  Optional<StoredItem> get(ItemKey key) {
    return patiently(() -> items.get(key));
  }

  /** As {@link Items#update}; what is too much is refused, and so is a table that is gone. */
  Outcome update(ItemKey key, Function<Optional<StoredItem>, Decision> decision) {
    Outcome outcome = decided(key, decision);
    return switch (outcome) {
      case Outcome.TooLarge tooLarge -> throw V3ioFaults.refuse(V3ioFault.FILE_TOO_LARGE);
      case Outcome.Full full -> throw V3ioFaults.refuse(V3ioFault.QUOTA_EXCEEDED);
      case Outcome.Dropped dropped -> throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
      case Outcome.Kept kept -> kept;
      case Outcome.Written written -> written;
      case Outcome.Deleted deleted -> deleted;
    };
  }

  private Outcome decided(ItemKey key, Function<Optional<StoredItem>, Decision> decision) {
    Outcome outcome = patiently(() -> items.update(key, decision));
    if (outcome instanceof Outcome.Written) {
      turns.written(key);
    }
    return outcome;
  }

  /** A write was refused, as the item is no longer what its writer has read. */
  void refused(ItemKey key) {
    turns.refused(key);
  }

  /** Whether the table has items whose names begin like that. */
  boolean any(String table, String prefix) {
    return !patiently(() -> items.scan(table, prefix, "", 1)).isEmpty();
  }

  /** All of them; they are in memory already. */
  List<StoredItem> all(String table, String prefix) {
    List<StoredItem> all = new ArrayList<>();
    String after = "";
    List<StoredItem> page;
    do {
      String from = after;
      page = patiently(() -> items.scan(table, prefix, from, PAGE));
      all.addAll(page);
      after = page.isEmpty() ? after : page.getLast().key().name();
    } while (page.size() == PAGE);
    return all;
  }

  private static <T> T patiently(Callable<T> call) {
    try {
      return call.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw V3ioFaults.refuse(V3ioFault.UNAVAILABLE);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("items are only interrupted", e);
    }
  }
}
