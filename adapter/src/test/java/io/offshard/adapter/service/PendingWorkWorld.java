// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.offshard.adapter.service.MemoryTopics.Topic;
import io.offshard.adapter.service.Weather.Crash;
import io.offshard.adapter.service.Weather.Fate;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LineageEvent.Change;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A process is a PendingWork; the lineage log and the topics outlive it. Everything runs on the
 * test's own thread, so that it can die at any call.
 */
abstract class PendingWorkWorld {
  static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  static final String NAME = "orders";
  static final int SHARDS = 3;
  static final int MANY_STEPS = 9;

  final Weather weather = new Weather();
  final MemoryLineage store = new MemoryLineage(weather);
  final MemoryTopics topics = new MemoryTopics(weather);
  final MemoryWriter writer = new MemoryWriter(records -> List.of(), weather);
  final List<Duration> pauses = new ArrayList<>();
  Server server = new Server();
  long ops;

  /** One life of the server. */
  final class Server {
    final LaterExecutor executor = new LaterExecutor();
    int rounds;
    final PendingWork work = new PendingWork(store, topics, writer, this::pause, executor);
    final StreamLifecycle lifecycle =
        new StreamLifecycle(store, work, 1000, 10, true, PendingWorkWorld.this::nextOp);

    /** Looks for what is left a few times only, so that the test comes to its end. */
    void pause(Duration time) throws InterruptedException {
      if (time.equals(PendingWork.WATCH)) {
        if (++rounds > 3 * PendingWork.OVERDUE) {
          throw new InterruptedException();
        }
      } else {
        pauses.add(time);
        if (pauses.size() > 100) {
          fail("it never ends");
        }
      }
    }

    void run() {
      executor.runAll();
    }

    void startAndRun() {
      work.start();
      run();
    }
  }

  UUID nextOp() {
    return new UUID(1, ++ops);
  }

  void create() {
    server.lifecycle.create(NAME, SHARDS, SETTINGS);
  }

  void delete() {
    server.lifecycle.delete(NAME);
  }

  void alter(Alteration alteration) {
    var _ = server.lifecycle.alter(NAME, alteration);
  }

  /** The stream is active again and has what it was told to have; so has its topic. */
  void assertRetention(int hours) {
    assertActive();
    assertThat(store.current().find(NAME).orElseThrow().settings().retentionHours())
        .isEqualTo(hours);
    assertThat(topic().retentionHours()).isEqualTo(hours);
  }

  /** The process dies while it does that, or has done it; another one follows in fine weather. */
  void survived(List<Fate> fates, Runnable action) {
    weather.plan(fates);
    try {
      action.run();
      server.run();
    } catch (Crash | StreamFaultException e) {
      // The caller knows nothing; what counts is what the next process makes of it.
    }
    weather.plan(List.of());
    server = new Server();
    server.startAndRun();
  }

  static List<Fate> crashAt(int step, Fate crash) {
    List<Fate> fates = new ArrayList<>(Collections.nCopies(step, Fate.FINE));
    fates.add(crash);
    return fates;
  }

  Topic topic() {
    assertThat(topics.all()).containsOnlyKeys(NAME);
    return Objects.requireNonNull(topics.all().get(NAME));
  }

  void assertActive() {
    Topic topic = topic();
    assertThat(topic.partitions()).isEqualTo(SHARDS);
    assertThat(store.current().find(NAME).orElseThrow().state())
        .isInstanceOfSatisfying(
            Active.class,
            active -> {
              assertThat(active.topicId()).isEqualTo(topic.id());
              assertThat(active.shards().open()).hasSize(SHARDS);
            });
  }

  void assertGone() {
    assertThat(store.current().all()).isEmpty();
    assertThat(topics.all()).isEmpty();
  }

  boolean prepared(Class<? extends Change> change) {
    return store.events().stream()
        .anyMatch(event -> event instanceof Prepare p && change.isInstance(p.change()));
  }
}
