// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.items.Items;
import io.offshard.it.broker.BrokerChoice;
import io.offshard.it.broker.KafkaBroker;
import io.offshard.mapping.items.ItemKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Thirty-two members of a group, on two replicas, that all write to the group's one item. */
@TestInstance(Lifecycle.PER_CLASS)
final class ItemContentionIT {
  private static final int MEMBERS = 32;
  private static final Duration TIME = Duration.ofSeconds(Boolean.getBoolean("long") ? 60 : 4);
  private static final int MOST_PAUSE_MILLIS = 50;

  private KafkaBroker broker;

  @BeforeAll
  void startBroker(@TempDir Path directory) {
    broker = BrokerChoice.ofThisRun().start(directory);
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void everySuccessCountsOnce() throws Exception {
    try (ItemReplica one = replica("__items_contention");
        ItemReplica other = replica("__items_contention")) {
      ItemKey key = new ItemKey("stream", "group-state.json");
      List<CountingMember> members = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        Items store = (i % 2 == 0 ? one : other).items();
        members.add(new CountingMember(key, () -> store));
      }
      run(members, () -> {});

      assertThat(members).allSatisfy(each -> assertThat(each.inDoubt()).isZero());
      assertThat(members).allSatisfy(each -> assertThat(each.written()).isPositive());
      assertThat(members.stream().mapToLong(CountingMember::refused).sum()).isPositive();
      long successes = members.stream().mapToLong(CountingMember::written).sum();
      assertThat(CountingMember.count(one.items().get(key))).isEqualTo(successes);
      assertThat(CountingMember.count(other.items().get(key))).isEqualTo(successes);
      assertThat(one.items().get(key)).isEqualTo(other.items().get(key));
      try (ItemReplica late = replica("__items_contention")) {
        assertThat(late.items().get(key)).isEqualTo(one.items().get(key));
      }
    }
  }

  /** What was under way there may have been written or not; nothing else may be missing. */
  @Test
  void aReplicaThatEndsInTheMiddleTakesNothingWithIt() throws Exception {
    ItemKey key = new ItemKey("stream", "group-state.json");
    try (ItemReplica one = replica("__items_ended")) {
      AtomicReference<ItemReplica> second = new AtomicReference<>(replica("__items_ended"));
      List<CountingMember> members = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        boolean first = i % 2 == 0;
        members.add(new CountingMember(key, () -> first ? one.items() : second.get().items()));
      }
      run(members, () -> second.getAndSet(replica("__items_ended")).close());

      long successes = members.stream().mapToLong(CountingMember::written).sum();
      long inDoubt = members.stream().mapToLong(CountingMember::inDoubt).sum();
      assertThat(members).allSatisfy(each -> assertThat(each.written()).isPositive());
      assertThat(CountingMember.count(one.items().get(key)))
          .isBetween(successes, successes + inDoubt);
      assertThat(second.get().items().get(key)).isEqualTo(one.items().get(key));
      second.get().close();
    }
  }

  private ItemReplica replica(String topic) {
    return new ItemReplica(broker.bootstrapServers(), topic);
  }

  private interface Middle {
    void come();
  }

  private static void run(List<CountingMember> members, Middle middle) throws Exception {
    long end = System.nanoTime() + TIME.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> running = new ArrayList<>();
      for (CountingMember each : members) {
        running.add(threads.submit(() -> beat(each, end)));
      }
      Thread.sleep(TIME.dividedBy(2)); // the members write for a time, not until something happens
      middle.come();
      for (Future<Boolean> each : running) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  private static boolean beat(CountingMember member, long end) throws InterruptedException {
    while (System.nanoTime() < end || member.written() == 0) {
      if (member.countUp()) {
        member.look();
      }
      // So that members meet in ever new orders.
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, MOST_PAUSE_MILLIS));
    }
    return true;
  }
}
