// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.LogFollower;
import io.offshard.adapter.kafka.LogFollower.Unreadable;
import io.offshard.mapping.items.ItemCodec;
import io.offshard.mapping.items.ItemCodec.Decoded;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.ItemLogKey;
import io.offshard.mapping.items.ItemLogKey.Dropped;
import io.offshard.mapping.items.ItemLogKey.Proposed;
import io.offshard.mapping.items.ItemReplay;
import io.offshard.mapping.items.ItemReplay.Verdict;
import io.offshard.mapping.items.ItemState;
import io.offshard.mapping.items.LogPlace;
import io.offshard.mapping.items.StoredItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the records of the item topic come to, and what of them this replica waits for. A record
 * that nobody could have written is stepped over and counted. One thread applies records, any
 * number ask.
 */
final class ItemLog implements LogFollower.Log {
  private static final Logger log = LoggerFactory.getLogger(ItemLog.class);

  private final ItemReplay replay = new ItemReplay();
  private final Map<UUID, CompletableFuture<Read>> expected = new ConcurrentHashMap<>();
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();

  /**
   * What became of an own proposal.
   *
   * @param item what it made of the item, if it has won
   */
  record Read(Verdict verdict, Optional<StoredItem> item) {}

  /**
   * What is known of an item, and of what it may take.
   *
   * @param version of its newest write
   * @param bytes that it takes now
   * @param allBytes that everything takes
   */
  record View(
      Optional<StoredItem> item, long version, boolean dropped, long bytes, long allBytes) {}

  View view(ItemKey key) {
    return ask(
        known ->
            new View(
                known.get(key),
                known.version(key),
                known.isDropped(key.table()),
                known.bytes(key),
                known.bytes()));
  }

  List<StoredItem> scan(String table, String prefix, String after, int limit) {
    return ask(known -> known.scan(table, prefix, after, limit));
  }

  List<String> tables() {
    return ask(ItemReplay::tables);
  }

  /** Keys that can be cleared: own ones, and such as nobody has cleared for a while. */
  List<ItemLogKey> superseded(Predicate<ItemLogKey> own, int most) {
    return ask(known -> known.superseded(own, most));
  }

  long count() {
    return ask(ItemReplay::count);
  }

  long bytes() {
    return ask(ItemReplay::bytes);
  }

  private <T> T ask(Function<ItemReplay, T> question) {
    synchronized (replay) {
      return question.apply(replay);
    }
  }

  /** Records that are none of any version. */
  long malformed() {
    return malformed.get();
  }

  /** Proposals of this replica before which others came. */
  long conflicts() {
    return conflicts.get();
  }

  /** What will become of a proposal; asked for before it is written. */
  CompletableFuture<Read> expect(Proposed key) {
    return expected.computeIfAbsent(key.id(), id -> new CompletableFuture<>());
  }

  /** Nobody waits any more for what will not be read. */
  void end() {
    expected
        .values()
        .forEach(each -> each.completeExceptionally(new KafkaException("the server is stopping")));
  }

  void forget(Proposed key) {
    expected.remove(key.id());
  }

  @Override
  public void apply(ConsumerRecord<byte[], byte[]> each, long from) throws Unreadable {
    Optional<ItemLogKey> key =
        each.key() == null ? Optional.empty() : ItemLogKey.parse(new String(each.key(), UTF_8));
    LogPlace at = new LogPlace(each.offset(), each.timestamp());
    if (key.isEmpty()) {
      stepOver(each);
    } else if (each.value() == null) {
      synchronized (replay) {
        replay.clear(at, key.get());
      }
    } else {
      switch (ItemCodec.decode(each.value())) {
        case Decoded.Known(ItemState state) -> apply(at, key.get(), state, each);
        case Decoded.Malformed bad -> stepOver(each);
        case Decoded.Newer(int level) ->
            throw new Unreadable(
                "the record at offset %d is of format level %d, this version knows %d: upgrade"
                    .formatted(each.offset(), level, ItemCodec.LEVEL));
      }
    }
  }

  private void apply(
      LogPlace at, ItemLogKey key, ItemState state, ConsumerRecord<byte[], byte[]> from) {
    switch (key) {
      case Proposed proposed -> judge(at, proposed, state, from.value().length);
      case Dropped dropped when state instanceof ItemState.Gone -> {
        synchronized (replay) {
          replay.drop(at, dropped);
        }
      }
      case Dropped dropped -> stepOver(from); // of a table nothing else is said
    }
  }

  private void judge(LogPlace at, Proposed key, ItemState state, int size) {
    Read read;
    synchronized (replay) {
      Verdict verdict = replay.propose(at, key, state, size);
      read = new Read(verdict, verdict == Verdict.WON ? replay.get(key.item()) : Optional.empty());
    }
    CompletableFuture<Read> mine = expected.get(key.id());
    if (mine != null) {
      if (read.verdict() == Verdict.LOST) {
        conflicts.incrementAndGet();
      }
      mine.complete(read);
    }
  }

  private void stepOver(ConsumerRecord<byte[], byte[]> what) {
    log.error(
        "Item record at offset {} is not one ({} so far)",
        what.offset(),
        malformed.incrementAndGet());
  }

  /** Another topic of the name has another history, in which this one's items mean nothing. */
  @Override
  public boolean survivesCuts() {
    return false;
  }
}
