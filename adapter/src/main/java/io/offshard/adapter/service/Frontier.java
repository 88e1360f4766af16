// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far this replica has acknowledged and served the records of each partition of the topics that
 * are not its own. Whoever closes a shard asks all replicas for it and ends the shard no earlier,
 * so that what a client was told stays true.
 *
 * <p>Who acknowledges or serves says so here first and looks at the lineage afterwards; the closing
 * stands in the lineage first, and only then is it asked here how far. So one of the two always
 * learns of the other. Thread-safe; holds one number for each partition.
 */
public final class Frontier {
  private record Log(UUID topicId, int partition) {}

  private record Close(long closure, int partition) {}

  private final Map<Log, Long> passed = new ConcurrentHashMap<>();
  private final Map<Close, Long> limits = new ConcurrentHashMap<>();

  /** To be called before anybody is told of a record below {@code next}. */
  void passed(UUID topicId, int partition, long next) {
    Log log = new Log(topicId, partition);
    Long known = passed.get(log);
    if (known == null || known < next) {
      passed.merge(log, next, Math::max);
    }
  }

  /**
   * Up to where the shard in that partition may be served while it is being closed. Settled by the
   * first one who asks, after that was seen in the lineage.
   *
   * @param closure where in the log it stands that it closes
   */
  public long limit(long closure, UUID topicId, int partition) {
    return limits.computeIfAbsent(
        new Close(closure, partition), _ -> passed.getOrDefault(new Log(topicId, partition), 0L));
  }

  /** Forgets what is over. */
  public void keepOnly(Set<Long> closures, Set<UUID> topicIds) {
    limits.keySet().removeIf(close -> !closures.contains(close.closure()));
    passed.keySet().removeIf(log -> !topicIds.contains(log.topicId()));
  }
}
