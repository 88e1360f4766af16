// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of the attributes that a write does not name. */
public enum UpdateMode {
  /** They go. */
  REPLACE,
  /** They stay. */
  MERGE;

  /** Reads a mode of the API; empty for one that is not served. */
  public static Optional<UpdateMode> of(@Nullable String mode) {
    if (mode == null || mode.isEmpty()) {
      return Optional.of(REPLACE);
    }
    return switch (mode) {
      case "ReplaceItem" -> Optional.of(REPLACE);
      case "CreateOrReplaceAttributes" -> Optional.of(MERGE);
      default -> Optional.empty();
    };
  }
}
