// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each partition was known to reach when it was last looked at. A partition never gets
 * shorter at its end, and a topic made anew has another id, so what was there once need not be
 * asked for again; whatever lies further on has to be. Bounded; thread-safe.
 */
final class SeenEnds {
  /** So many partitions are remembered; beyond that all are asked for anew. */
  private static final int MOST = 20_000;

  private record Log(UUID topicId, int partition) {}

  private final Map<Log, Long> ends = new ConcurrentHashMap<>();

  /** Notes that the partition of that shard reaches to an offset. */
  void saw(Lineage stream, Shard shard, long end) {
    stream
        .topicId()
        .ifPresent(
            id -> {
              Log log = new Log(id, shard.partition());
              Long known = ends.get(log);
              if (known == null || known < end) {
                if (known == null && ends.size() >= MOST) {
                  ends.clear();
                }
                ends.merge(log, end, Math::max);
              }
            });
  }

  /** Whether the partition surely reaches to that offset. */
  boolean reach(Lineage stream, Shard shard, long offset) {
    return stream
        .topicId()
        .map(id -> ends.get(new Log(id, shard.partition())))
        .filter(end -> offset <= end)
        .isPresent();
  }
}
