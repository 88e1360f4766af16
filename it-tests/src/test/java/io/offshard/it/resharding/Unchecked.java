// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import io.offshard.adapter.service.LineageStore;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Always shows the lineage as it was in the beginning, when no shard was about to be closed. */
record Unchecked(LineageStore store, Lineages then) implements LineageStore {

  static LineageStore of(LineageStore store) {
    Predicate<Lineages> calm =
        image -> image.all().stream().allMatch(stream -> stream.closure().isEmpty());
    boolean calmed = store.await(calm, Duration.ofSeconds(30));
    Lineages now = store.confirmed();
    return calmed && calm.test(now) ? new Unchecked(store, now) : of(store);
  }

  @Override
  public Lineages current() {
    return then;
  }

  @Override
  public Lineages confirmed() {
    return then;
  }

  @Override
  public Lineages settled() {
    return then;
  }

  @Override
  public Lineages latest() {
    return then;
  }

  @Override
  public Verdict append(LineageEvent event) {
    return store.append(event);
  }

  @Override
  public boolean await(Predicate<Lineages> wanted, Duration time) {
    return store.await(wanted, time);
  }

  @Override
  public long ping() {
    return store.ping();
  }

  @Override
  public Map<Integer, Long> reached(long closure) {
    return store.reached(closure);
  }

  @Override
  public Map<UUID, List<Load>> loads() {
    return store.loads();
  }

  @Override
  public boolean isFirst() {
    return store.isFirst();
  }

  @Override
  public boolean drained(long offset) {
    return store.drained(offset);
  }
}
