// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A page of what is in a directory, to be written as XML. Immutable.
 *
 * @param container its name, as it was called
 * @param nextMarker the last name of the page; empty where there is none
 * @param most so many names were wanted at most
 * @param truncated whether there is more
 * @param detailed whether modes, owners and times are told too
 */
public record Listing(
    String container,
    String nextMarker,
    int most,
    boolean truncated,
    boolean detailed,
    List<Entry> entries) {
  /** Copies the entries. */
  public Listing {
    entries = List.copyOf(entries);
  }

  /** Something in a directory. */
  public sealed interface Entry {
    /** The path below the container, without a slash at its beginning. */
    String key();

    /** When it was last changed. */
    Instant modified();
  }

  /**
   * An object or a shard.
   *
   * @param bytes of its content
   * @param lastSequence the number of a shard's last record; empty for what is no shard
   */
  public record File(String key, Instant modified, long bytes, OptionalLong lastSequence)
      implements Entry {}

  /**
   * A directory.
   *
   * @param key ends with a slash
   * @param stream what a stream's directory tells of it; null for others
   */
  public record Directory(String key, Instant modified, @Nullable StreamTraits stream)
      implements Entry {}

  /** What a stream's directory tells. */
  public record StreamTraits(int shardCount, int retentionHours) {}
}
