// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.dialect.Sent;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamContents;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.adapter.service.items.Decision;
import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes an object, the records of a shard, or a directory that nothing is in any more; if that is
 * a stream's, the stream. The directory above stays.
 */
final class DeleteObjectOperation {
  private static final Logger log = LoggerFactory.getLogger(DeleteObjectOperation.class);

  private final Spots spots;
  private final ItemPlaces places;
  private final StoredItems items;
  private final Directories directories;
  private final StreamCatalog catalog;
  private final StreamLifecycle lifecycle;
  private final StreamContents contents;
  private final Duration patience;

  DeleteObjectOperation(
      V3ioCore core, Spots spots, ItemPlaces places, StoredItems items, Directories directories) {
    this.spots = spots;
    this.places = places;
    this.items = items;
    this.directories = directories;
    this.catalog = core.catalog();
    this.lifecycle = core.lifecycle();
    this.contents = core.contents();
    this.patience = core.patience();
  }

  OwnAnswer handle(Sent sent) {
    ResourcePath path = ResourcePath.of(sent.path());
    Spot spot = spots.of(path);
    if (spot.isRoot()) {
      throw V3ioFaults.refuse(V3ioFault.PERMISSION_DENIED);
    }
    if (spot.isDirectory(path)) {
      deleteDirectory(spot);
    } else {
      deleteFile(places.of(spot));
    }
    keep(spots.of(path.parent()));
    return OwnAnswer.empty(204, Map.of());
  }

  /** What was asked for is done by now, so that a full store does not make it fail. */
  private void keep(Spot directory) {
    try {
      directories.make(directory);
    } catch (StreamFaultException | Refusal e) {
      log.warn("A directory that is empty now will not be listed: {}", e.getMessage());
    }
  }

  private void deleteFile(ItemPlace place) {
    if (place.found(items.get(place.key())).isEmpty()) {
      throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
    }
    switch (place) {
      case ItemPlace.Stored object -> items.update(object.key(), stored -> new Decision.Delete());
      case ItemPlace.Shard shard -> {
        contents.drop(shard.stream(), shard.number(), shard.end());
        hide(shard);
      }
    }
  }

  /**
   * It is not there until it is written to; what groups have committed goes with the records. Of
   * two who delete it at once the one that has seen more records counts.
   */
  private void hide(ItemPlace.Shard shard) {
    items.update(
        shard.key(),
        stored -> {
          long end = Math.max(shard.end(), FoundItem.deletedAt(stored).orElse(0));
          TreeMap<String, ItemValue> ended = new TreeMap<>();
          ended.put(FoundItem.KEPT, new ItemValue.Decimal(Long.toString(end)));
          return new Decision.Write(ended);
        });
  }

  private void deleteDirectory(Spot spot) {
    if (!directories.exists(spot)) {
      throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
    }
    if (!directories.isEmpty(spot)) {
      throw V3ioFaults.refuse(V3ioFault.DIRECTORY_NOT_EMPTY);
    }
    if (spot.stream() != null && spot.isStream()) {
      deleteStream(spot.stream());
    } else {
      items.update(spot.directory(), stored -> new Decision.Delete());
    }
  }

  private void deleteStream(Lineage stream) {
    lifecycle.delete(stream.name(), false);
    boolean gone =
        catalog
            .settled(stream.name(), patience)
            .filter(now -> now.topicId().equals(stream.topicId()))
            .isEmpty();
    if (!gone) {
      throw V3ioFaults.refuse(V3ioFault.UNAVAILABLE);
    }
  }
}
