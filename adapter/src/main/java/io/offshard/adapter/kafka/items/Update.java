// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.items;

import io.offshard.adapter.kafka.items.ItemLog.Read;
import io.offshard.adapter.kafka.items.ItemLog.View;
import io.offshard.adapter.service.items.Decision;
import io.offshard.adapter.service.items.Items;
import io.offshard.adapter.service.items.Outcome;
import io.offshard.mapping.items.ItemCodec;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.ItemLogKey;
import io.offshard.mapping.items.ItemLogKey.Proposed;
import io.offshard.mapping.items.ItemReplay;
import io.offshard.mapping.items.ItemState;
import io.offshard.mapping.items.StoredItem;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * One call's way to change an item. A write need not know the newest state before it is proposed:
 * were it made on an older one it would lose. That nothing is written must rest on the newest.
 */
final class Update {
  /** Who comes back after so long may find the log compacted, and its own fate gone from it. */
  private static final long STALE_MILLIS =
      ItemTopic.COMPACTION_LAG.minus(Duration.ofMinutes(5)).toMillis();

  /** So many keys at once are cleared by who has written. */
  private static final int CLEARED = 64;

  private final ItemKey key;
  private final Function<Optional<StoredItem>, Decision> decision;
  private final ItemLog content;
  private final long mostBytes;
  private final long deadline;

  /** Whether all has been read that was there when the call began. */
  private boolean current;

  Update(
      ItemKey key,
      Function<Optional<StoredItem>, Decision> decision,
      ItemLog content,
      long mostBytes,
      long deadline) {
    this.key = key;
    this.decision = decision;
    this.content = content;
    this.mostBytes = mostBytes;
    this.deadline = deadline;
  }

  /** Makes the topic where it is missing. */
  interface Opening {
    OpenLog open() throws ExecutionException, InterruptedException, TimeoutException;
  }

  /** A way to change the item, or why there is none. */
  private sealed interface Step {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Propose(Proposed key, byte[] value) implements Step {}

    record End(Outcome outcome) implements Step {}
  }

  /**
   * Decides and proposes until the decision counts.
   *
   * @param found the log; null while there is none, and so no item
   * @param wanted the same, made if there is none
   */
  Outcome run(@Nullable OpenLog found, Opening wanted)
      throws ExecutionException, InterruptedException, TimeoutException {
    current = found == null;
    while (true) {
      switch (step(content.view(key))) {
        case Step.End(Outcome outcome) -> {
          if (current || found == null) {
            return outcome;
          }
          found.catchUp(deadline);
          current = true;
        }
        case Step.Propose(Proposed proposed, byte[] value) -> {
          OpenLog log = wanted.open();
          Optional<Outcome> outcome = propose(log, proposed, value);
          if (outcome.isPresent()) {
            return outcome.get();
          }
          current = true; // the own proposal was read, and all before it
        }
      }
    }
  }

  private Step step(View view) {
    if (view.dropped()) {
      return new Step.End(new Outcome.Dropped());
    }
    return switch (decision.apply(view.item())) {
      case Decision.Keep keep -> new Step.End(new Outcome.Kept(view.item()));
      case Decision.Delete delete when view.item().isEmpty() -> new Step.End(new Outcome.Deleted());
      case Decision.Delete delete -> propose(view, new ItemState.Gone());
      case Decision.Write(var attributes) -> propose(view, new ItemState.Present(attributes));
    };
  }

  private Step propose(View view, ItemState state) {
    Proposed proposed = new Proposed(key, view.version() + 1, UUID.randomUUID());
    byte[] value = ItemCodec.encode(state);
    int size = key.name().length() + value.length;
    if (size > Items.MOST_ITEM_BYTES) {
      return new Step.End(new Outcome.TooLarge(size));
    }
    long more = ItemReplay.footprint(proposed, state, value.length) - view.bytes();
    return more > 0 && view.allBytes() + more > mostBytes
        ? new Step.End(new Outcome.Full())
        : new Step.Propose(proposed, value);
  }

  private boolean isOfItem(ItemLogKey logged) {
    return logged instanceof Proposed proposed && proposed.item().equals(key);
  }

  /** Empty when another write came first. */
  private Optional<Outcome> propose(OpenLog log, Proposed proposed, byte[] value)
      throws ExecutionException, InterruptedException, TimeoutException {
    CompletableFuture<Read> fate = content.expect(proposed);
    long begin = System.currentTimeMillis();
    try {
      var _ =
          log.append(proposed, value)
              .whenComplete(
                  (offset, failure) -> {
                    // Whether it was written after all is told by the log.
                    if (failure != null && !(failure instanceof RetriableException)) {
                      fate.completeExceptionally(failure);
                    }
                  });
      Read read = fate.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (Math.abs(System.currentTimeMillis() - begin) > STALE_MILLIS) {
        throw new TimeoutException("this process was stopped for too long to know");
      }
      return switch (read.verdict()) {
        case LOST -> Optional.empty();
        case DROPPED -> Optional.of(new Outcome.Dropped());
        case WON -> {
          log.clear(content.superseded(this::isOfItem, CLEARED));
          yield Optional.of(
              read.item().<Outcome>map(Outcome.Written::new).orElseGet(Outcome.Deleted::new));
        }
      };
    } catch (TimeoutException e) {
      throw new TimeoutException(
          "whether the item was written is not known: "
              + (e.getMessage() == null ? "it was not read back in time" : e.getMessage()));
    } finally {
      content.forget(proposed);
    }
  }
}
