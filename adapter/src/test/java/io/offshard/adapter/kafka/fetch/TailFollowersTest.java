// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.Tails.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;

/** Whatever happens to a tail, who reads the ordinary way what it misses has every record once. */
class TailFollowersTest {
  private static final Place PLACE = new Place("a", new UUID(1, 2), 3, 7);

  /** Something that happens, as much or to whom the number says. */
  record Happening(Kind kind, int number) {
    enum Kind {
      APPEND,
      APPEND_UNSEEN,
      FETCH,
      LOSE,
      REOPEN,
      OUT_OF_RANGE,
      FOLLOW
    }
  }

  @Provide
  Arbitrary<List<Happening>> happenings() {
    Arbitrary<Happening.Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(60, Happening.Kind.APPEND),
            Tuple.of(10, Happening.Kind.APPEND_UNSEEN),
            Tuple.of(60, Happening.Kind.FETCH),
            Tuple.of(3, Happening.Kind.LOSE),
            Tuple.of(10, Happening.Kind.REOPEN),
            Tuple.of(1, Happening.Kind.OUT_OF_RANGE),
            Tuple.of(150, Happening.Kind.FOLLOW));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 30))
        .as(Happening::new)
        .list()
        .ofMaxSize(150);
  }

  @Property
  void everyFollowerHasEveryRecordOnceAndInOrder(@ForAll("happenings") List<Happening> happenings)
      throws Exception {
    World world = new World();
    world.reopen();
    for (Happening each : happenings) {
      world.happen(each);
    }
    world.happen(new Happening(Happening.Kind.REOPEN, 0));
    world.happen(new Happening(Happening.Kind.FETCH, 10_000));
    for (Follower follower : world.followers) {
      for (int i = 0; follower.next < world.log.size() && i < world.log.size(); i++) {
        follower.step(world, 5);
      }
      assertThat(follower.seen).isEqualTo(world.visible(follower.first, world.log.size()));
    }
    Statistics.coverage(seen -> seen.check("Arrived").percentage(share -> share > 10));
  }

  /** A log, a tail that has room for few pages, and who follows it. */
  private static final class World {
    private final List<Boolean> log = new ArrayList<>(List.of(true, true, false, true));
    private final Tail tail = new Tail(new TopicIdPartition(new Uuid(1, 2), 3, "a"));
    private final TailBuffer buffer = new TailBuffer(4_000);
    private final List<Follower> followers =
        List.of(new Follower(0), new Follower(2), new Follower(4));
    private boolean filled;

    void happen(Happening happening) throws InterruptedException {
      switch (happening.kind()) {
        case APPEND -> append(happening.number(), true);
        case APPEND_UNSEEN -> append(happening.number(), false);
        case FETCH -> fetch(happening.number());
        case LOSE -> lose();
        case REOPEN -> reopen();
        case OUT_OF_RANGE -> {
          buffer.forget(tail);
          lose();
        }
        case FOLLOW -> followers.get(happening.number() % 3).step(this, happening.number());
      }
    }

    private void append(int count, boolean visible) {
      for (int i = 0; i < count; i++) {
        log.add(visible);
      }
    }

    private void fetch(int most) {
      if (filled) {
        Batch page = read(tail.next(), most);
        buffer.add(tail, page, 0);
      }
    }

    private void lose() {
      filled = false;
      tail.pause();
    }

    private void reopen() {
      if (tail.reaches(log.size())) {
        tail.goOn(log.size());
      } else {
        buffer.forget(tail);
        tail.begin(log.size());
      }
      filled = true;
    }

    Batch read(long from, int most) {
      long next = Math.min(from + most, log.size());
      return new Batch(
          visible(from, next).stream().map(TailTest::entry).toList(), next, log.size());
    }

    List<Long> visible(long from, long to) {
      return LongStream.range(from, to).filter(i -> log.get((int) i)).boxed().toList();
    }
  }

  private static final class Follower {
    private final long first;
    private final List<Long> seen = new ArrayList<>();
    private long next;

    Follower(long first) {
      this.first = first;
      this.next = first;
    }

    void step(World world, int most) throws InterruptedException {
      Heard heard = world.tail.await(next, Duration.ZERO, PLACE);
      Statistics.collect(heard.getClass().getSimpleName());
      switch (heard) {
        case Heard.Arrived(Batch batch) -> take(batch);
        case Heard.Missed() -> take(world.read(next, 1 + most));
        case Heard.Nothing(long end) -> assertThat(end).isGreaterThanOrEqualTo(next);
      }
    }

    private void take(Batch batch) {
      batch.records().forEach(each -> seen.add(each.offset()));
      next = batch.next();
    }
  }
}
