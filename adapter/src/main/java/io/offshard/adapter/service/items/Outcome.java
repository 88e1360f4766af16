// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.items;

import io.offshard.mapping.items.StoredItem;
import java.util.Optional;

/** What became of an update. Immutable. */
public sealed interface Outcome {

  /** It was decided to leave the item as it is: as it is now, empty when there is none. */
  record Kept(Optional<StoredItem> item) implements Outcome {}

  /** It was written. */
  record Written(StoredItem item) implements Outcome {}

  /** It is gone, by this call or before it. */
  record Deleted() implements Outcome {}

  /** Nothing was written: the item would be larger than {@link Items#MOST_ITEM_BYTES}. */
  record TooLarge(int bytes) implements Outcome {}

  /** Nothing was written: all items together would take more memory than is configured. */
  record Full() implements Outcome {}

  /** Nothing was written: the table has been dropped. */
  record Dropped() implements Outcome {}
}
