// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.adapter.dialect.Sent;
import io.offshard.adapter.service.items.Decision;
import io.offshard.adapter.service.items.Items;
import io.offshard.adapter.service.items.Outcome;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.items.StoredItem;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the content of a small object, whose attributes stay, or makes a directory. */
final class PutObjectOperation {
  private final Spots spots;
  private final StoredItems items;
  private final Directories directories;

  PutObjectOperation(Spots spots, StoredItems items, Directories directories) {
    this.spots = spots;
    this.items = items;
    this.directories = directories;
  }

  OwnAnswer handle(Sent sent) {
    ResourcePath path = ResourcePath.of(sent.path());
    Spot spot = spots.of(path);
    if (path.directory() && spot.isDirectory(path)) {
      directories.make(spot);
      return OwnAnswer.empty(200, Map.of());
    }
    if (spot.isDirectory(path)) {
      throw V3ioFaults.refuse(V3ioFault.IS_A_DIRECTORY);
    }
    if (spot.shard().isPresent()) {
      throw V3ioFaults.refuse(V3ioFault.PERMISSION_DENIED);
    }
    if (sent.body().length > Items.MOST_ITEM_BYTES) {
      throw V3ioFaults.refuse(V3ioFault.FILE_TOO_LARGE);
    }
    return written(spot.object(), sent.body().clone());
  }

  private OwnAnswer written(ItemKey key, byte[] content) {
    Outcome outcome =
        items.update(
            key,
            stored -> {
              SortedMap<String, ItemValue> attributes = new TreeMap<>();
              stored.ifPresent(before -> attributes.putAll(before.attributes()));
              attributes.put(FoundItem.KEPT, new ItemValue.Bytes(content));
              return new Decision.Write(attributes);
            });
    return OwnAnswer.empty(
        200,
        outcome instanceof Outcome.Written(StoredItem item)
            ? ItemHeaders.of(FoundItem.modified(item))
            : Map.of());
  }
}
