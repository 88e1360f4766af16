// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
 * @param lastConsumerSecond the latest creation second of the consumers that are gone, so that a
 *     new one is never taken for one of them
 */
public record Deployment(
    long lastUsedSecond,
    @Nullable BillingCommitment commitment,
    List<String> deletedNames,
    long lastConsumerSecond) {

  /** So many names are remembered; then the oldest is forgotten. */
  private static final int REMEMBERED = 4096;

  /** Before the first event. */
  static final Deployment NEW = new Deployment(-1, null, List.of(), -1);

  public Deployment {
    deletedNames = List.copyOf(deletedNames);
  }

  /** The creation second of shards that are made at that instant. */
  long nextSecond(Instant at) {
    return Math.max(at.getEpochSecond(), lastUsedSecond + 1);
  }

  /** The creation second of a consumer that is registered at that instant. */
  long consumerSecond(Instant at) {
    return Math.max(at.getEpochSecond(), lastConsumerSecond + 1);
  }

  /** After these consumers have gone. */
  Deployment without(Collection<StreamConsumer> gone) {
    long last = lastConsumerSecond;
    for (StreamConsumer each : gone) {
      last = Math.max(last, each.id().createdSecond());
    }
    return new Deployment(lastUsedSecond, commitment, deletedNames, last);
  }

  Deployment withLastUsedSecond(long second) {
    return new Deployment(second, commitment, deletedNames, lastConsumerSecond);
  }

  Deployment with(@Nullable BillingCommitment promised) {
    return new Deployment(lastUsedSecond, promised, deletedNames, lastConsumerSecond);
  }

  Deployment withDeleted(String name) {
    List<String> names = new ArrayList<>(without(name).deletedNames);
    names.add(name);
    int from = Math.max(0, names.size() - REMEMBERED);
    return new Deployment(
        lastUsedSecond, commitment, names.subList(from, names.size()), lastConsumerSecond);
  }

  Deployment without(String name) {
    return deletedNames.contains(name)
        ? new Deployment(
            lastUsedSecond,
            commitment,
            deletedNames.stream().filter(each -> !each.equals(name)).toList(),
            lastConsumerSecond)
        : this;
  }
}
