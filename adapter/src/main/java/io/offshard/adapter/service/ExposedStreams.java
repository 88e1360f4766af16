// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The lineage log as this replica shows it: without the adopted streams that it is not to expose,
 * and those whose topics it does not see now. To who asks for their names they are not there; what
 * is known of them stays. Who reads one whose topic is only not seen goes on, and Kafka itself says
 * what has become of it: an answer that there is no such stream would be final to an application
 * that reads, and a topic that cannot be seen for a while is not the end of it. Thread-safe.
 */
public final class ExposedStreams implements LineageStore {
  /** An image, what was not seen, and what is left of the one without the other. */
  private record View(Lineages image, Set<UUID> unseen, Lineages shown) {}

  private final LineageStore store;
  private final Exposure exposure;
  private final Supplier<Set<UUID>> unseen;
  private volatile View last = new View(Lineages.EMPTY, Set.of(), Lineages.EMPTY);

  /**
   * A view of a store.
   *
   * @param exposure what this replica is to expose
   * @param unseen the topics that are missing at this moment; no I/O
   */
  public ExposedStreams(LineageStore store, Exposure exposure, Supplier<Set<UUID>> unseen) {
    this.store = store;
    this.exposure = exposure;
    this.unseen = unseen;
  }

  @Override
  public Lineages current() {
    return shown(store.current());
  }

  @Override
  public Lineages confirmed() {
    return shown(store.confirmed());
  }

  @Override
  public Lineages settled() {
    return shown(store.settled());
  }

  @Override
  public Lineages latest() {
    return shown(store.latest());
  }

  /** Made anew only when something has changed. */
  private Lineages shown(Lineages image) {
    Set<UUID> missing = unseen.get();
    View view = last;
    if (view.image() != image || !view.unseen().equals(missing)) {
      view = new View(image, missing, only(image, missing));
      last = view;
    }
    return view.shown();
  }

  private Lineages only(Lineages image, Set<UUID> missing) {
    return image.only(
        stream -> isExposed(stream) && stream.topicId().filter(missing::contains).isEmpty(),
        this::isExposed);
  }

  private boolean isExposed(Lineage stream) {
    return !stream.isNative() || exposure.covers(stream.name());
  }

  @Override
  public Verdict append(LineageEvent event) {
    return store.append(event);
  }

  @Override
  public boolean await(Predicate<Lineages> wanted, Duration time) {
    return store.await(image -> wanted.test(shown(image)), time);
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
