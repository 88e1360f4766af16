// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.commits.Commit;
import io.offshard.adapter.service.commits.CommitMirror;
import io.offshard.adapter.service.items.Decision;
import io.offshard.adapter.service.items.Outcome;
import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.items.StoredItem;
import io.offshard.mapping.v3io.V3ioFault;
import io.offshard.mapping.v3io.expression.Condition;
import io.offshard.mapping.v3io.expression.InvalidExpression;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes items where conditions hold, by whatever way it is said how. */
final class ItemWrites {
  /** What a consumer group sets on a shard, and what it has read by then. */
  private static final Pattern COMMITTED =
      Pattern.compile("__(.{1,255})_committed_sequence_number", Pattern.DOTALL);

  private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

  private final ItemPlaces places;
  private final StoredItems items;
  private final Optional<CommitMirror> commits;

  /** How an item is changed. */
  @FunctionalInterface
  interface Change {
    /**
     * The attributes that callers have set, as they shall be.
     *
     * @throws InvalidExpression where that cannot be done to this item
     */
    SortedMap<String, ItemValue> of(FoundItem item);
  }

  /**
   * Writes of items.
   *
   * @param commits is told what groups commit; empty for nobody
   */
  ItemWrites(ItemPlaces places, StoredItems items, Optional<CommitMirror> commits) {
    this.places = places;
    this.items = items;
    this.commits = commits;
  }

  /**
   * Changes the item at that path.
   *
   * @param set the names of attributes that are changed
   */
  OwnAnswer write(String path, @Nullable String condition, Collection<String> set, Change change) {
    if (set.stream().anyMatch(FoundItem.SYSTEM::contains)) {
      throw V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT);
    }
    Optional<Condition> only = condition(condition);
    ItemPlace place = places.of(path);
    AtomicReference<Refusal> refusal = new AtomicReference<>();
    Outcome outcome =
        items.update(
            place.key(),
            stored -> {
              try {
                return new Decision.Write(changed(place, stored, only, change));
              } catch (Refusal e) {
                refusal.set(e);
                return new Decision.Keep();
              }
            });
    if (outcome instanceof Outcome.Written(StoredItem written)) {
      if (place instanceof ItemPlace.Shard shard) {
        set.forEach(name -> showCommit(shard, name, written));
      }
      return OwnAnswer.empty(200, ItemHeaders.of(FoundItem.modified(written)));
    }
    Refusal told = refusal.get();
    if (told != null && told.type().equals(V3ioFault.CONDITION_FALSE.text())) {
      items.refused(place.key());
    }
    throw told == null ? V3ioFaults.refuse(V3ioFault.INTERNAL) : told;
  }

  private static Optional<Condition> condition(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Condition.parse(text));
    } catch (InvalidExpression e) {
      throw V3ioFaults.refuse(e);
    }
  }

  private static SortedMap<String, ItemValue> changed(
      ItemPlace place, Optional<StoredItem> stored, Optional<Condition> only, Change change) {
    Optional<FoundItem> found = place.found(stored);
    if (found.isEmpty() && place instanceof ItemPlace.Shard) {
      throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
    }
    FoundItem item = found.orElse(FoundItem.NONE);
    if (only.isPresent() && !only.get().holds(item.visible())) {
      throw V3ioFaults.refuse(V3ioFault.CONDITION_FALSE);
    }
    try {
      SortedMap<String, ItemValue> attributes = new TreeMap<>(change.of(item));
      stored
          .map(before -> before.attributes().get(FoundItem.KEPT))
          .ifPresent(kept -> attributes.put(FoundItem.KEPT, kept));
      return Collections.unmodifiableSortedMap(attributes);
    } catch (InvalidExpression e) {
      throw V3ioFaults.refuse(e);
    }
  }

  /** What is committed is the number of the last record that was read: the next one's offset. */
  private void showCommit(ItemPlace.Shard shard, String name, StoredItem written) {
    Matcher committed = COMMITTED.matcher(name);
    if (commits.isPresent()
        && committed.matches()
        && written.attributes().get(name) instanceof ItemValue.Decimal(String digits)
        && OFFSET.matcher(digits).matches()) {
      commits
          .get()
          .show(
              new Commit(
                  committed.group(1),
                  shard.stream().topic(),
                  shard.number(),
                  Long.parseLong(digits)));
    }
  }
}
