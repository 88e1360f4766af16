// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a value stands in a body; becomes text only when something is wrong there. */
record Path(@Nullable Path parent, String step) {

  static Path member(@Nullable Path parent, String wireName) {
    return new Path(
        parent, wireName.substring(0, 1).toLowerCase(Locale.ROOT) + wireName.substring(1));
  }

  /**
   * An element of a list, counted from 1, or the value under a map key: {@code records.1.member}.
   */
  Path element(Object position) {
    return new Path(this, position + ".member");
  }

  @Override
  public String toString() {
    return parent == null ? step : parent + "." + step;
  }
}
