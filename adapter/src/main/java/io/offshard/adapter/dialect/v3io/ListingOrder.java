// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import java.util.Comparator;

/**
 * The order of names in a directory. Numbers come first, by value: some clients take what they list
 * for shards until the first name that is none.
 */
final class ListingOrder {
  static final Comparator<String> OF_NAMES =
      Comparator.<String>comparingInt(name -> Spot.shard(name).orElse(Integer.MAX_VALUE))
          .thenComparing(Comparator.naturalOrder());

  private ListingOrder() {}
}
