// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.quota.ShardRates;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.MemoryTopics;
import io.offshard.adapter.service.MemoryWriter;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.adapter.service.Tails;
import io.offshard.adapter.service.subscriptions.Seats.Seat;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.lineage.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a subscription tells, in a world in memory whose clock only moves when it is told to. */
class SubscriptionTest {
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A stream of one shard with one consumer. */
  private static final class World {
    final MemoryLineage store = new MemoryLineage();
    final MemoryPartition log = new MemoryPartition();
    final StreamCatalog catalog = new StreamCatalog(store);
    final StreamAttachments attachments = new StreamAttachments(store, 3, UUID::randomUUID);
    final RecordReader reader =
        new RecordReader(
            log,
            store,
            new Frontier(),
            ShardQuotas.off(),
            Traffic.uncounted(),
            Clock.fixed(NOW, ZoneOffset.UTC));
    final List<Duration> pauses = new ArrayList<>();
    final ConsumerId consumer;
    long nanos = 1_000;
    private ShardRates rates = ShardRates.UNLIMITED;
    boolean held = true;
    boolean free = true;
    boolean givenBack;

    World() {
      LaterExecutor executor = new LaterExecutor();
      PendingWork work =
          new PendingWork(store, new MemoryTopics(), new MemoryWriter(), time -> {}, executor);
      new StreamLifecycle(store, work, 10, 1, false, UUID::randomUUID)
          .create("s", 1, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()));
      executor.runAll();
      consumer = attachments.register("s", "app", Map.of()).id();
    }

    Located shard() {
      return catalog.locate("s", 0);
    }

    Subscriptions with(Tails tails, int most) {
      return new Subscriptions(
          catalog,
          reader,
          tails,
          key -> free ? Optional.of(new TestSeat()) : Optional.empty(),
          new ShardQuotas(stream -> rates, () -> 1, () -> nanos),
          new SubscriptionTimes(
              SECOND.multipliedBy(300), SECOND.multipliedBy(4), SECOND.multipliedBy(30)),
          most,
          () -> nanos,
          pauses::add);
    }

    Subscription begin(Tails tails) {
      return with(tails, 1).begin(shard(), consumer, 0);
    }

    Subscription begin() {
      return begin(new MoodyTails(log, () -> 1_000));
    }

    void pass(Duration time) {
      nanos += time.toNanos();
    }

    private final class TestSeat implements Seat {
      @Override
      public boolean isHeld() {
        return held;
      }

      @Override
      public void close() {
        givenBack = true;
      }
    }
  }

  private final World world = new World();

  private static Told.Records records(Told told) {
    assertThat(told).isInstanceOf(Told.Records.class);
    return (Told.Records) told;
  }

  private static List<String> texts(Told told) {
    return records(told).page().records().stream()
        .map(entry -> UTF_8.decode(entry.value().duplicate()).toString())
        .toList();
  }

  /**
   * Whatever the tail has and has lost, each record is told once and in order, and each event says
   * where to go on from.
   *
   * @param steps 0 asks the subscription, any other number of records is written
   * @param moods see {@link MoodyTails}
   */
  @Property
  void eachRecordIsToldOnceAndInOrder(
      @ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> steps,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 3) Integer> moods) {
    World here = new World();
    List<Integer> turns = new ArrayList<>(moods);
    turns.add(1); // one that has nothing but misses is served by reads alone; let others be seen
    int[] turn = {0};
    Subscription subscription =
        here.begin(new MoodyTails(here.log, () -> turns.get(turn[0]++ % turns.size())));
    List<String> written = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (int step : steps) {
      for (int i = 0; i < step; i++) {
        written.add("record " + written.size());
        here.log.add(NOW, written.getLast());
      }
      if (step == 0) {
        collect(subscription.next(), told);
      }
    }
    for (int i = 0; told.size() < written.size() && i < 1_000; i++) {
      collect(subscription.next(), told);
    }

    assertThat(told).isEqualTo(written);
  }

  private static void collect(Told told, List<String> texts) {
    if (told instanceof Told.Records some) {
      texts.addAll(texts(some));
      assertThat(some.page().next()).isEqualTo(texts.size());
    }
  }

  @Test
  void whereItStandsIsToldAtOnceAndThenAfterEachSilence() {
    Subscription subscription = world.begin();

    assertThat(texts(subscription.next())).isEmpty();
    assertThat(subscription.next()).isEqualTo(new Told.Nothing());
    world.pass(Duration.ofMillis(3_999));
    assertThat(subscription.next()).isEqualTo(new Told.Nothing());
    world.pass(Duration.ofMillis(1));
    assertThat(texts(subscription.next())).isEmpty();
    assertThat(subscription.next()).isEqualTo(new Told.Nothing());
  }

  @Test
  void itEndsInOrderWhenItsTimeIsOver() {
    Subscription subscription = world.begin();

    world.pass(Duration.ofMinutes(5).minusNanos(1));
    assertThat(subscription.next()).isInstanceOf(Told.Records.class);
    world.pass(Duration.ofNanos(1));
    assertThat(subscription.next()).isEqualTo(new Told.Over());
  }

  @Test
  void itEndsWhenAnotherOneHasTakenOver() {
    Subscription subscription = world.begin();
    world.held = false;

    assertThat(subscription.next()).isEqualTo(new Told.Over());
  }

  @Test
  void itTellsAnEventOfBoundedSize() {
    for (int i = 0; i < 7; i++) {
      world.log.add(NOW, "x".repeat(200_000));
    }
    for (int i = 0; i < 1_500; i++) {
      world.log.add(NOW, "x");
    }
    for (Tails tails :
        List.<Tails>of(
            new MoodyTails(world.log, () -> 10_000), new MoodyTails(world.log, () -> 0))) {
      Subscription subscription = world.begin(tails);
      List<Integer> sizes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        sizes.add(records(subscription.next()).page().records().size());
      }
      assertThat(sizes).containsExactly(2, 2, 2, 1_000, 501);
    }
  }

  @Test
  void whereNothingIsHeardAndNothingIsReadItPauses() {
    Subscription subscription = world.begin(new MoodyTails(world.log, () -> 0));
    subscription.next();

    assertThat(subscription.next()).isEqualTo(new Told.Nothing());
    assertThat(world.pauses).hasSize(1);
  }

  @Test
  void whoHasBeenPushedTooMuchWaitsAndIsToldThatNothingIsLost() {
    world.rates = new ShardRates(0, 0, 0, 0, 10_000);
    world.log.add(NOW, "x".repeat(80_000)).add(NOW, "next");
    Subscription subscription = world.begin(new MoodyTails(world.log, () -> 0));

    assertThat(texts(subscription.next())).hasSize(2);
    world.log.add(NOW, "later");
    assertThat(subscription.next()).isEqualTo(new Told.Nothing());
    assertThat(world.pauses).containsExactly(Duration.ofMillis(250));
    world.pass(Duration.ofSeconds(4));
    assertThat(texts(subscription.next())).as("still there").isEmpty();
    world.pass(Duration.ofMillis(3_100));
    assertThat(texts(subscription.next())).containsExactly("later");
  }

  @Test
  void aConsumerThatIsGoneIsTold() {
    Subscription subscription = world.begin();
    world.attachments.deregister("s", world.consumer);

    assertThat(subscription.next())
        .isEqualTo(new Told.Failed(new StreamFault.NoSuchConsumer("s", "app")));
    assertThat(subscription.next()).isEqualTo(new Told.Over());
  }

  private static Tails failing(Iterator<StreamFault> faults) {
    return place ->
        new Tails.Feed() {
          @Override
          public Tails.Heard await(long next, Duration time) {
            throw new StreamFaultException(faults.next());
          }

          @Override
          public void close() {}
        };
  }

  @Test
  void anOutageOfKafkaIsWaitedForAndToldWhenItIsLong() {
    StreamFault away = new StreamFault.Unavailable("no broker");
    Subscription subscription = world.begin(failing(List.of(away, away, away, away).iterator()));

    assertThat(texts(subscription.next())).as("still alive").isEmpty();
    assertThat(subscription.next()).isEqualTo(new Told.Nothing());
    world.pass(Duration.ofSeconds(29));
    assertThat(records(subscription.next()).page().next()).isZero();
    world.pass(SECOND);
    assertThat(subscription.next()).isEqualTo(new Told.Failed(away));
  }

  @Test
  void aStreamThatIsGoneIsToldAtOnce() {
    StreamFault gone = new StreamFault.StreamGone(new UUID(1, 2), 0);

    assertThat(world.begin(failing(List.of(gone).iterator())).next())
        .isEqualTo(new Told.Failed(new StreamFault.NoSuchShard("s", 0)));
  }

  @Test
  void itGivesBackAllThatItHolds() {
    MoodyTails tails = new MoodyTails(world.log, () -> 1);
    Subscriptions all = world.with(tails, 1);
    Subscription subscription = all.begin(world.shard(), world.consumer, 0);
    assertThat(all.count()).isOne();
    assertThat(tails.followers()).isOne();

    subscription.close();
    subscription.close();

    assertThat(all.count()).isZero();
    assertThat(tails.followers()).isZero();
    assertThat(world.givenBack).isTrue();
  }

  @Test
  void thereAreOnlySoMany() {
    Subscriptions all = world.with(new MoodyTails(world.log, () -> 1), 1);
    Subscription first = all.begin(world.shard(), world.consumer, 0);

    assertRefused(all, new StreamFault.TooManySubscriptions(1));
    first.close();
    all.begin(world.shard(), world.consumer, 0).close();
  }

  @Test
  void whoIsTooEarlyIsRefusedAndHoldsNothing() {
    Subscriptions all = world.with(new MoodyTails(world.log, () -> 1), 1);
    world.free = false;

    assertRefused(all, new StreamFault.SubscribedAlready("s", 0, "app"));
    assertThat(all.count()).isZero();
  }

  private void assertRefused(Subscriptions all, StreamFault fault) {
    assertThatThrownBy(() -> all.begin(world.shard(), world.consumer, 0))
        .isInstanceOfSatisfying(
            StreamFaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
