// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.LineageStore;
import io.offshard.adapter.service.PartitionWriter.Result.Written;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.cluster.Loop;
import io.offshard.it.server.StreamNames;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.StreamState.Active;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes that come late, again and again, while the shard that they go to is split: between the
 * look at the lineage and the sending, and between the acknowledgement and the answer. With the
 * check after the acknowledgement nothing is misplaced; without it, which is the proof that this
 * test can see it, records are.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class LateWritesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SPLITS = 10;
  private static final int WRITERS = 8;

  /** What an answer said. */
  private record Promise(String key, String text, int shard, long offset) {}

  private ProcessBroker broker;
  private List<LocalReplica> replicas = List.of();

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = ProcessBroker.start(directory.resolve("broker"));
    replicas =
        IntStream.range(0, 3)
            .mapToObj(i -> new LocalReplica(broker.bootstrapServers(), "__late"))
            .toList();
  }

  @AfterAll
  void stop() {
    replicas.forEach(LocalReplica::close);
    broker.close();
  }

  @Test
  void recordsThatComeLateAreInTheShardThatTheirAnswerNames() {
    assertThat(violations(store -> store)).isEmpty();
  }

  @Test
  void withoutTheCheckAfterTheAcknowledgementRecordsAreMisplaced() {
    // Whether a write comes late enough is chance: five times ten splits do not all miss it.
    boolean seen = IntStream.range(0, 5).anyMatch(round -> !violations(Unchecked::of).isEmpty());
    assertThat(seen).isTrue();
  }

  private List<String> violations(UnaryOperator<LineageStore> seenBy) {
    String name = StreamNames.fresh("late");
    LocalReplica first = replicas.getFirst();
    first
        .lifecycle()
        .create(name, 1, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()));
    awaitRest(name);
    Queue<Promise> promises = new ConcurrentLinkedQueue<>();
    List<Loop> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(i -> Loop.start("writer", writer(name, i, promises, seenBy)))
            .toList();
    for (int i = 0; i < SPLITS; i++) {
      int before = promises.size();
      Awaitility.await("traffic").atMost(PATIENCE).until(() -> promises.size() > before + 100);
      split(name, i);
      awaitRest(name);
    }
    writers.forEach(Loop::join);
    return violations(name, List.copyOf(promises));
  }

  /** Numbered records of one key, the next one when the one before was acknowledged. */
  private Runnable writer(
      String name, int number, Queue<Promise> promises, UnaryOperator<LineageStore> seenBy) {
    LocalReplica replica = replicas.get(number % replicas.size());
    String key = "k" + number;
    int[] next = {0};
    return () -> {
      String text = "%s-%05d".formatted(key, next[0]++);
      Optional<Placed> placed = replica.write(name, key, text, seenBy);
      placed.ifPresent(
          each ->
              promises.add(
                  new Promise(
                      key, text, each.shard().index(), ((Written) each.result()).offset())));
    };
  }

  private void awaitRest(String name) {
    Awaitility.await(name)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StreamFaultException.class)
        .until(() -> replicas.getFirst().stream(name).state() instanceof Active);
  }

  /** The widest shard, in the middle. */
  private void split(String name, int turn) {
    Lineage stream = replicas.getFirst().stream(name);
    Shard widest =
        stream.shards().open().stream()
            .max((one, other) -> width(one).compareTo(width(other)))
            .orElseThrow();
    BigInteger start = new BigInteger(widest.range().start().toString());
    String middle = start.add(width(widest).shiftRight(1)).toString();
    replicas.get(turn % replicas.size()).resharder().split(name, widest.index(), middle);
  }

  private static BigInteger width(Shard shard) {
    return new BigInteger(shard.range().end().toString())
        .subtract(new BigInteger(shard.range().start().toString()));
  }

  /** Parents have lower numbers than their children, so they are read before them. */
  private List<String> violations(String name, List<Promise> promises) {
    LocalReplica replica = replicas.getFirst();
    Lineage stream = replica.stream(name);
    Map<String, Promise> read = new HashMap<>();
    List<String> order = new ArrayList<>();
    List<String> violations = new ArrayList<>();
    for (Shard shard : stream.shards().all()) {
      for (Promise found : records(replica.recordReader(), stream, shard)) {
        order.add(found.text());
        if (read.put(found.text(), found) != null) {
          violations.add(found + " was read twice");
        }
      }
    }
    Map<String, Integer> last = new HashMap<>();
    for (Promise promise : promises) {
      if (!promise.equals(read.get(promise.text()))) {
        violations.add(promise + " was read as " + read.get(promise.text()));
      }
      int place = order.indexOf(promise.text());
      if (last.merge(promise.key(), place, Math::max) > place) {
        violations.add(promise + " was read before an earlier one");
      }
    }
    System.out.printf(
        "late writes: %d acknowledged in %d shards, %d violations%n",
        promises.size(), stream.shards().all().size(), violations.size());
    return violations;
  }

  private static List<Promise> records(RecordReader reader, Lineage stream, Shard shard) {
    List<Promise> all = new ArrayList<>();
    long next = shard.startOffset();
    Page page;
    do {
      page = reader.read(stream, shard, next, 1_000, 1 << 20);
      next = page.next();
      page.records()
          .forEach(
              entry -> {
                String text = UTF_8.decode(entry.value().duplicate()).toString();
                String key = text.substring(0, text.indexOf('-'));
                all.add(new Promise(key, text, shard.index(), entry.offset()));
              });
    } while (!page.isLast() && page.millisBehind() > 0);
    return all;
  }
}
