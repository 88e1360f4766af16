// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image holds beside its streams. Immutable.
 *
 * @param lastUsedSecond the creation second of the youngest shards there ever were; no others may
 *     have it
 * @param commitment what the account has promised; null when it never has
 * @param deletedNames of streams that were deleted through an API, oldest first: a topic that comes
 *     back by one of these names, for example because a producer still names it, is no stream
 */
public record Deployment(
    long lastUsedSecond, @Nullable BillingCommitment commitment, List<String> deletedNames) {

  /** So many names are remembered; then the oldest is forgotten. */
  private static final int REMEMBERED = 4096;

  /** Before the first event. */
  static final Deployment NEW = new Deployment(-1, null, List.of());

  public Deployment {
    deletedNames = List.copyOf(deletedNames);
  }

  /** The creation second of shards that are made at that instant. */
  long nextSecond(Instant at) {
    return Math.max(at.getEpochSecond(), lastUsedSecond + 1);
  }

  Deployment withLastUsedSecond(long second) {
    return new Deployment(second, commitment, deletedNames);
  }

  Deployment with(@Nullable BillingCommitment promised) {
    return new Deployment(lastUsedSecond, promised, deletedNames);
  }

  Deployment withDeleted(String name) {
    List<String> names = new ArrayList<>(without(name).deletedNames);
    names.add(name);
    int from = Math.max(0, names.size() - REMEMBERED);
    return new Deployment(lastUsedSecond, commitment, names.subList(from, names.size()));
  }

  Deployment without(String name) {
    return deletedNames.contains(name)
        ? new Deployment(
            lastUsedSecond,
            commitment,
            deletedNames.stream().filter(each -> !each.equals(name)).toList())
        : this;
  }
}
