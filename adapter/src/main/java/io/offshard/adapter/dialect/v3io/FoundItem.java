// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.items.StoredItem;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.AttributeSelection;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An item as callers see it: the attributes that they have set and those of the system, whose names
 * begin with two underscores as well. Immutable.
 *
 * @param own without what is kept for the server's own use
 */
record FoundItem(SortedMap<String, ItemValue> own, SortedMap<String, ItemValue> system) {
  /**
   * The attribute, of a name that callers cannot give, for what the server keeps with an item: an
   * object's content, or where a shard ended when it was deleted.
   */
  static final String KEPT = "";

  /** Nothing at all, as conditions see it when there is no item. */
  static final FoundItem NONE =
      new FoundItem(Collections.emptySortedMap(), Collections.emptySortedMap());

  private static final String SIZE = "__size";
  private static final String LAST_SEQUENCE = "__last_sequence_num";
  private static final String TYPE = "__obj_type";
  private static final String NAME = "__name";
  private static final String SECONDS = "__mtime_secs";
  private static final String NANOS = "__mtime_nsecs";

  /** The attributes that callers cannot set. */
  static final Set<String> SYSTEM = Set.of(SIZE, LAST_SEQUENCE, TYPE, NAME, SECONDS, NANOS);

  private static final ItemValue FILE = new ItemValue.Decimal("1");
  private static final ItemValue SHARD = new ItemValue.Decimal("3");

  /** An object or an item that somebody has put there. */
  static FoundItem object(StoredItem stored) {
    SortedMap<String, ItemValue> system = system(stored.key(), FILE, modified(stored));
    system.put(SIZE, number(content(stored).length));
    return new FoundItem(own(stored), system);
  }

  /**
   * A shard, which is there without anybody's having stored anything with it.
   *
   * @param end the offset behind its last record
   */
  static FoundItem shard(Lineage stream, ItemKey key, @Nullable StoredItem stored, long end) {
    Instant modified = stored == null ? stream.created() : modified(stored);
    SortedMap<String, ItemValue> system = system(key, SHARD, modified);
    system.put(SIZE, number(0));
    system.put(LAST_SEQUENCE, number(end));
    return new FoundItem(stored == null ? Collections.emptySortedMap() : own(stored), system);
  }

  private static SortedMap<String, ItemValue> system(
      ItemKey key, ItemValue type, Instant modified) {
    SortedMap<String, ItemValue> system = new TreeMap<>();
    String name = key.name();
    system.put(NAME, new ItemValue.Text(name.substring(name.lastIndexOf('/') + 1)));
    system.put(TYPE, type);
    system.put(SECONDS, number(modified.getEpochSecond()));
    system.put(NANOS, number(modified.getNano()));
    return system;
  }

  private static ItemValue number(long value) {
    return new ItemValue.Decimal(Long.toString(value));
  }

  private static SortedMap<String, ItemValue> own(StoredItem stored) {
    SortedMap<String, ItemValue> own = new TreeMap<>(stored.attributes());
    own.remove(KEPT);
    return own;
  }

  /** When it was written last, different for each write. */
  static Instant modified(StoredItem stored) {
    return Instant.ofEpochSecond(0, stored.modifiedNanos());
  }

  /** The content of an object; none where only attributes were set. */
  static byte[] content(StoredItem stored) {
    return stored.attributes().get(KEPT) instanceof ItemValue.Bytes(byte[] bytes)
        ? bytes
        : new byte[0];
  }

  /** Where a shard ended when it was deleted; empty for one that never was. */
  static OptionalLong deletedAt(Optional<StoredItem> stored) {
    return stored.map(item -> item.attributes().get(KEPT)).orElse(null)
            instanceof ItemValue.Decimal(String digits)
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  /** When it was written last, as the system's attributes have it; it must be there. */
  Instant modified() {
    return Instant.ofEpochSecond(value(SECONDS), value(NANOS));
  }

  private long value(String name) {
    return system.get(name) instanceof ItemValue.Decimal(String digits)
        ? Long.parseLong(digits)
        : 0;
  }

  /** Whether somebody who sees these attributes can tell a later write from this one. */
  static boolean tellsTime(AttributeSelection attributes) {
    return attributes instanceof AttributeSelection.Named(Set<String> names)
        && names.contains(NANOS);
  }

  /** All that a condition can speak of. */
  Map<String, ItemValue> visible() {
    SortedMap<String, ItemValue> all = new TreeMap<>(own);
    all.putAll(system);
    return all;
  }
}
