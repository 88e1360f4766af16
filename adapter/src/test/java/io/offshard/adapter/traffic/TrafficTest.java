// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.MemoryLineage;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.TopicTraits;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final MemoryLineage store = new MemoryLineage();
  private long nanos;
  private Lineages image = Lineages.EMPTY;
  private final Traffic traffic = new Traffic(2, 3, () -> image, () -> nanos);

  private Lineage stream(String name, int id) {
    UUID topic = new UUID(1, id);
    store.append(
        new Declare(
            new UUID(2, id),
            new Adoption(name, topic, 4, false, new TopicTraits(-1, false, 1 << 20))));
    image = store.current();
    return image.find(name).orElseThrow();
  }

  private ShardTraffic shard(Lineage stream, int index) {
    return traffic.of(stream).shard(stream.shards().get(index).orElseThrow());
  }

  private StreamTotals totals(String name) {
    return traffic.totals().stream()
        .filter(each -> each.stream().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void addsUpTheShardsOfAStream() {
    Lineage orders = stream("orders", 1);
    shard(orders, 0).written(3, 30);
    shard(orders, 1).written(4, 40);
    shard(orders, 1).polled(2, 20, 1_500);

    assertThat(totals("orders").all().of(Count.RECORDS_IN)).isEqualTo(7);
    assertThat(totals("orders").all().of(Count.BYTES_IN)).isEqualTo(70);
    assertThat(totals("orders").all().polledBehind()).hasValue(1_500);
    assertThat(totals("orders").shards()).containsOnlyKeys(0, 1);
  }

  @Test
  void countsTogetherWhatIsBeyondTheBounds() {
    Lineage a = stream("a", 1);
    Lineage b = stream("b", 2);
    Lineage c = stream("c", 3);
    for (int i = 0; i < 4; i++) {
      shard(a, i).written(1, 1);
    }
    shard(b, 0).written(10, 10);
    shard(c, 0).written(100, 100);

    assertThat(traffic.streams()).isEqualTo(2);
    assertThat(traffic.shards()).isEqualTo(3);
    assertThat(totals("a").shards()).containsOnlyKeys(0, 1, 2);
    assertThat(totals("a").all().of(Count.RECORDS_IN)).isEqualTo(4);
    assertThat(totals("b").all().of(Count.RECORDS_IN)).isEqualTo(10);
    assertThat(totals(Traffic.OTHER).all().of(Count.RECORDS_IN)).isEqualTo(100);
  }

  @Test
  void aStreamThatIsGoneMakesRoom() {
    Lineage a = stream("a", 1);
    shard(a, 0).written(1, 1);
    image = Lineages.EMPTY;

    assertThat(traffic.totals()).extracting(StreamTotals::stream).containsExactly(Traffic.OTHER);
    assertThat(traffic.streams()).isZero();
    assertThat(traffic.shards()).isZero();
  }

  @Test
  void whatWasIdleForAnHourMakesRoom() {
    Lineage a = stream("a", 1);
    shard(a, 0).written(1, 1);
    shard(a, 1).written(1, 1);
    traffic.totals();
    nanos = 40 * MINUTE;
    shard(a, 1).written(1, 1);
    traffic.totals();
    nanos = 61 * MINUTE;

    assertThat(totals("a").shards()).containsOnlyKeys(1);
    assertThat(totals("a").all().of(Count.RECORDS_IN)).isEqualTo(3);
    nanos = 200 * MINUTE;
    traffic.totals();
    assertThat(traffic.streams()).isZero();
  }

  @Test
  void anAgeIsForgottenAfterTwoMinutesWithoutReaders() {
    Lineage a = stream("a", 1);
    shard(a, 0).polled(0, 0, 7);
    nanos = MINUTE;
    assertThat(totals("a").all().polledBehind()).hasValue(7);
    nanos = 2 * MINUTE;
    assertThat(totals("a").all().polledBehind()).hasValue(7);
    nanos = 3 * MINUTE;

    assertThat(totals("a").all().polledBehind()).isEmpty();
  }
}
