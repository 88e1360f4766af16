// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Partitions that are only written to. Each seal has a higher offset than the one before. */
public final class MemoryWriter implements PartitionWriter {
  private final Function<List<Outgoing>, List<Result>> fate;
  private final List<Map<Integer, Integer>> seals = new ArrayList<>();
  private final Weather weather;
  private long nextSeal = 100;
  private int unknown;

  /** One that is never written to but for seals. */
  public MemoryWriter() {
    this(records -> List.of(), new Weather());
  }

  MemoryWriter(Function<List<Outgoing>, List<Result>> fate, Weather weather) {
    this.fate = fate;
    this.weather = weather;
  }

  MemoryWriter(Function<List<Outgoing>, List<Result>> fate) {
    this(fate, new Weather());
  }

  /** Nobody knows of the next so many seals what became of them. */
  void loseSeals(int count) {
    unknown = count;
  }

  /** The shards that were sealed, by partition, for each time. */
  List<Map<Integer, Integer>> seals() {
    return seals;
  }

  @Override
  public List<Result> append(List<Outgoing> records) {
    return fate.apply(records);
  }

  @Override
  public Map<Integer, Long> seal(String topic, Map<Integer, Integer> ordinals, UUID op) {
    return weather.through(
        () -> {
          seals.add(ordinals);
          Map<Integer, Long> offsets = new HashMap<>();
          for (int partition : ordinals.keySet()) {
            long offset = nextSeal++;
            if (unknown-- <= 0) {
              offsets.put(partition, offset);
            }
          }
          return offsets;
        });
  }
}
