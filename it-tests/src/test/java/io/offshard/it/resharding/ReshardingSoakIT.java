// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.ProcessCluster;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.cluster.Loop;
import io.offshard.it.natives.KeyedWriter;
import io.offshard.it.natives.KeyedWriter.Acknowledged;
import io.offshard.it.natives.LineageFollower;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Three replicas on three brokers, each a process of its own; one of them trusts no lease. Two of
 * the replicas are asked to split, merge and count anew without a pause, while writers and readers
 * go through all of them, and while replicas are frozen and killed and brokers are killed.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 15, unit = TimeUnit.MINUTES) // it takes ten of them with -Dlong
final class ReshardingSoakIT {
  private static final Duration TIME = Duration.ofSeconds(Boolean.getBoolean("long") ? 600 : 15);
  private static final int WRITERS = 6;
  private static final int KEYS = 35;
  private static final Map<String, String> SETTINGS =
      Map.of("OFFSHARD_LIMITS_SHARDS", "100", "OFFSHARD_LIMITS_SHARD_COUNT_UPDATES", "100");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<OffshardProcess> replicas = new ArrayList<>();
  private List<KinesisClient> clients = List.of();
  private ProcessCluster cluster;

  @BeforeAll
  void start(@TempDir Path directory) {
    cluster =
        ProcessCluster.start(
            directory,
            Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500"));
    for (int i = 0; i < 3; i++) {
      replicas.add(
          OffshardProcess.serve(
              directory.resolve("replica-" + i), cluster.bootstrapServers(), settings(i == 2)));
    }
    clients = replicas.stream().map(each -> JavaClients.impatient(each.endpoint())).toList();
  }

  private static Map<String, String> settings(boolean strict) {
    Map<String, String> all = new HashMap<>(SETTINGS);
    all.put("OFFSHARD_WRITE_STRICT", Boolean.toString(strict));
    return all;
  }

  @AfterAll
  void stop() {
    clients.forEach(KinesisClient::close);
    replicas.forEach(OffshardProcess::close);
    cluster.close();
  }

  @Test
  void everyPromiseIsKeptWhateverFails() {
    String name = StreamNames.fresh("soak");
    LiveStream.create(clients.getFirst(), name, 4, request -> {});
    List<KeyedWriter> writers = writers(name);
    List<RandomResharder> resharders =
        List.of(
            new RandomResharder(clients.get(0), name, seed),
            new RandomResharder(clients.get(1), name, seed + 1));
    LineageFollower follower = new LineageFollower(name, clients);
    List<Loop> loops = new ArrayList<>();
    writers.forEach(each -> loops.add(Loop.start("writer", each::turn)));
    resharders.forEach(each -> loops.add(Loop.start("resharder", each::turn)));
    loops.add(Loop.start("follower", follower::turn));

    List<String> faults = disturb(System.nanoTime() + TIME.toNanos());
    loops.forEach(Loop::join);
    resharders.getFirst().rest();
    List<Acknowledged> acknowledged =
        writers.stream().flatMap(each -> each.acknowledged().stream()).toList();
    Checker checker = new Checker(acknowledged, follower.finish());

    report(acknowledged, resharders, follower, faults);
    assertThat(checker.violations()).as("seed %s, faults %s", seed, faults).isEmpty();
    assertThat(acknowledged).hasSizeGreaterThan(500);
    assertThat(follower.ended()).hasSizeGreaterThan(5);
  }

  private List<KeyedWriter> writers(String name) {
    List<KeyedWriter> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      List<KinesisClient> turned = new ArrayList<>(clients);
      Collections.rotate(turned, i);
      int number = i;
      writers.add(
          new KeyedWriter(
              name,
              turned,
              IntStream.range(0, i == 0 ? 1 : KEYS)
                  .mapToObj(k -> "w" + number + "k" + k)
                  .toList()));
    }
    writers.add(
        new KeyedWriter(name, clients, IntStream.range(0, KEYS).mapToObj(k -> "x" + k).toList()));
    return writers;
  }

  /** One fault after the other, with a rest in between. */
  private List<String> disturb(long end) {
    List<String> faults = new ArrayList<>();
    pause(2_000);
    while (System.nanoTime() < end) {
      int victim = random.nextInt(3);
      OffshardProcess replica = replicas.get(victim);
      switch (faults.size() % 5) {
        case 0, 3 -> {
          int millis = 500 + random.nextInt(3_000);
          faults.add("replica " + victim + " frozen for " + millis + " ms");
          replica.freeze();
          pause(millis);
          replica.thaw();
        }
        case 1 -> {
          faults.add("replica " + victim + " killed");
          replica.kill();
          pause(500 + random.nextInt(1_500));
          replica.startAgain();
        }
        case 2 -> {
          faults.add("broker " + (victim + 1) + " killed");
          cluster.broker(victim + 1).kill();
          pause(1_000 + random.nextInt(3_000));
          cluster.broker(victim + 1).restart();
        }
        default -> {
          faults.add("replica " + victim + " frozen for longer than a lease");
          replica.freeze();
          pause(12_000);
          replica.thaw();
        }
      }
      pause(1_000 + random.nextInt(2_000));
    }
    return faults;
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  private void report(
      List<Acknowledged> acknowledged,
      List<RandomResharder> resharders,
      LineageFollower follower,
      List<String> faults) {
    System.out.printf(
        "resharding soak, seed %d: %d records acknowledged, %d reshardings (%d refused), %d shards"
            + " read to their end, faults: %s%n",
        seed,
        acknowledged.size(),
        resharders.stream().mapToInt(RandomResharder::accepted).sum(),
        resharders.stream().mapToInt(RandomResharder::refused).sum(),
        follower.ended().size(),
        faults);
  }
}
