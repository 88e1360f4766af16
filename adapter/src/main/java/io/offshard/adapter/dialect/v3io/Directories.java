// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.RecordedEnds;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamContents;
import io.offshard.adapter.service.items.Decision;
import io.offshard.mapping.items.StoredItem;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.Listing.Directory;
import io.offshard.mapping.v3io.Listing.Entry;
import io.offshard.mapping.v3io.Listing.File;
import io.offshard.mapping.v3io.Listing.StreamTraits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is in containers, streams and the directories in them. A directory is there when it was
 * made, or when something is in it.
 */
final class Directories {
  private final StreamCatalog catalog;
  private final StreamContents contents;
  private final RecordedEnds recorded;
  private final StoredItems items;

  Directories(V3ioCore core, StoredItems items) {
    this.catalog = core.catalog();
    this.contents = core.contents();
    this.recorded = core.recorded();
    this.items = items;
  }

  /** Whether there is such a directory. */
  boolean exists(Spot spot) {
    return spot.isRoot()
        || spot.isStream()
        || items.any(spot.table(), spot.below())
        || !streamsBelow(spot).isEmpty();
  }

  /** Whether anything is in it. */
  boolean isEmpty(Spot spot) {
    return in(spot, stream -> true).isEmpty();
  }

  /** Makes the directory; nothing happens where it is there. */
  void make(Spot spot) {
    if (!spot.isRoot() && !spot.isStream()) {
      items.update(
          spot.directory(),
          stored ->
              stored.isPresent()
                  ? new Decision.Keep()
                  : new Decision.Write(Collections.emptySortedMap()));
    }
  }

  /**
   * All that is in it by name, in the order of lists: shards by number, then the others.
   *
   * @param shown which streams below it are shown, by their paths in the container
   */
  List<Entry> in(Spot spot, Predicate<List<String>> shown) {
    SortedMap<String, Entry> all = new TreeMap<>(ListingOrder.OF_NAMES);
    addObjects(spot, all);
    addStreams(spot, shown, all);
    if (spot.stream() != null && spot.isStream()) {
      addShards(spot, spot.stream(), all);
    }
    return new ArrayList<>(all.values());
  }

  private void addObjects(Spot spot, Map<String, Entry> all) {
    String below = spot.below();
    for (StoredItem item : items.all(spot.table(), below)) {
      String rest = item.key().name().substring(below.length());
      int slash = rest.indexOf('/');
      if (slash >= 0) {
        String name = rest.substring(0, slash);
        all.putIfAbsent(name, new Directory(spot.key(name) + "/", FoundItem.modified(item), null));
      } else if (!rest.isEmpty()) {
        all.put(
            rest,
            new File(
                spot.key(rest),
                FoundItem.modified(item),
                FoundItem.content(item).length,
                OptionalLong.empty()));
      }
    }
  }

  private void addStreams(Spot spot, Predicate<List<String>> shown, Map<String, Entry> all) {
    int depth = spot.path().size();
    Map<List<String>, Lineage> streams = streamsBelow(spot);
    streams.keySet().removeIf(shown.negate());
    streams.forEach(
        (path, stream) -> {
          String name = path.get(depth);
          Directory directory = directory(spot, name, stream, path.size() == depth + 1);
          all.merge(name, directory, (before, now) -> path.size() == depth + 1 ? now : before);
        });
  }

  private static Directory directory(Spot spot, String name, Lineage stream, boolean itself) {
    return new Directory(
        spot.key(name) + "/",
        stream.created(),
        itself
            ? new StreamTraits(EndlessShards.count(stream), stream.settings().retentionHours())
            : null);
  }

  private Map<List<String>, Lineage> streamsBelow(Spot spot) {
    Map<List<String>, Lineage> found = new HashMap<>();
    int depth = spot.path().size();
    for (Lineage stream : catalog.all()) {
      Optional<List<String>> path =
          stream.isServing() ? spot.container().path(stream.name()) : Optional.empty();
      if (path.isPresent()
          && path.get().size() > depth
          && path.get().subList(0, depth).equals(spot.path())) {
        found.put(path.get(), stream);
      }
    }
    return found;
  }

  private void addShards(Spot spot, Lineage stream, Map<String, Entry> all) {
    List<Long> ends = contents.ends(stream);
    Map<String, StoredItem> stored = new HashMap<>();
    items.all(spot.table(), Spot.SHARDS).forEach(item -> stored.put(item.key().name(), item));
    for (int number = 0; number < ends.size(); number++) {
      long end = recorded.end(stream, number, ends.get(number));
      Optional<StoredItem> item = Optional.ofNullable(stored.get(spot.shard(number).name()));
      if (end > FoundItem.deletedAt(item).orElse(0)) {
        String name = Integer.toString(number);
        Instant modified = item.map(FoundItem::modified).orElse(stream.created());
        all.put(name, new File(spot.key(name), modified, 0, OptionalLong.of(end)));
      }
    }
  }
}
