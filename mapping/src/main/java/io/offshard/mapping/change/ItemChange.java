// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.Item;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one item, as a stream tells of it.
 *
 * @param eventId the name that the source gave the change; null where it gave none
 * @param at when it happened, as precisely as the source says; from 1970 to 9999
 * @param keys the key attributes and nothing else
 * @param newImage the item after the change; null where it is gone, not known or not shown
 * @param oldImage the item before it; null where it was not there, is not known or not shown
 * @param identity null for changes by the application
 */
public record ItemChange(
    @Nullable String eventId,
    ChangeKind kind,
    Instant at,
    Item keys,
    @Nullable Item newImage,
    @Nullable Item oldImage,
    @Nullable Identity identity) {

  /** The same change with what a stream of that view shows of it. */
  public ItemChange as(ViewType view) {
    boolean hasNew = view.showsNew() && kind != ChangeKind.REMOVE;
    boolean hasOld = view.showsOld() && kind != ChangeKind.INSERT;
    return new ItemChange(
        eventId, kind, at, keys, hasNew ? newImage : null, hasOld ? oldImage : null, identity);
  }

  /** {@code SizeBytes} in bytes: the keys and the images that are there. */
  public int size() {
    return keys.size() + size(newImage) + size(oldImage);
  }

  private static int size(@Nullable Item image) {
    return image == null ? 0 : image.size();
  }
}
