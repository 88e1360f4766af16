// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LogRecord.Load;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much this replica has written to each stream that scales itself, since its start.
 * Thread-safe; holds two counters a stream.
 */
public final class LoadMeter {
  private record Written(LongAdder records, LongAdder bytes) {}

  private final Map<UUID, Written> byTopic = new ConcurrentHashMap<>();

  /** Counts what was acknowledged by Kafka, if it is for such a stream. */
  void wrote(Lineage stream, int records, long bytes) {
    if (stream.settings().mode() == CapacityMode.ON_DEMAND && !stream.isNative()) {
      Written written =
          byTopic.computeIfAbsent(
              stream.topicId().orElseThrow(), _ -> new Written(new LongAdder(), new LongAdder()));
      written.records().add(records);
      written.bytes().add(bytes);
    }
  }

  /** All of it so far. */
  public List<Load> loads() {
    return byTopic.entrySet().stream()
        .map(
            each ->
                new Load(
                    each.getKey(), each.getValue().records().sum(), each.getValue().bytes().sum()))
        .toList();
  }

  /** Forgets what is over. */
  public void keepOnly(Set<UUID> topicIds) {
    byTopic.keySet().retainAll(topicIds);
  }
}
