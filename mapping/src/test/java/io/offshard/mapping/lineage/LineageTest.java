// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.stream.HashKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LineageTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID OP = new UUID(0, 1);

  private static Lineages.Step creating(int shards) {
    StreamSettings settings = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    return Lineages.EMPTY.apply(
        new Prepare(OP, new Create("a", shards, settings)), new LogPosition(0, CREATED));
  }

  private static Lineage active(int shards) {
    return creating(shards)
        .image()
        .apply(
            new Commit(OP, new Created(new UUID(9, 9))), new LogPosition(1, CREATED.plusSeconds(5)))
        .image()
        .find("a")
        .orElseThrow();
  }

  @Property
  void aKeyGoesToTheOneShardWhoseRangeHoldsIt(
      @ForAll @IntRange(min = 1, max = 300) int shards, @ForAll long high, @ForAll long low) {
    HashKey key = new HashKey(high, low);
    Lineage stream = active(shards);

    assertThat(stream.shards().all())
        .filteredOn(shard -> shard.range().contains(key))
        .containsExactly(stream.shards().at(key));
  }

  @Property(tries = 50)
  void theEndsOfEachRangeGoToItsShard(@ForAll @IntRange(min = 1, max = 300) int shards) {
    Lineage stream = active(shards);

    assertThat(stream.shards().all())
        .allSatisfy(
            shard -> {
              assertThat(stream.shards().at(shard.range().start())).isEqualTo(shard);
              assertThat(stream.shards().at(shard.range().end())).isEqualTo(shard);
            });
  }

  @Example
  void aStreamInTheMakingTakesNoKey() {
    Lineage stream = creating(1).image().find("a").orElseThrow();

    assertThatThrownBy(() -> stream.shards().at(HashKey.MIN))
        .isInstanceOf(IllegalStateException.class);
  }

  @Example
  void recordsExpireByTheRetentionAlone() {
    Instant now = CREATED.plusSeconds(60);

    assertThat(active(1).expiry(now)).isEqualTo(now.minus(Duration.ofHours(24)));
  }

  @Example
  void historyBeginsWithTheStreamAndThenWithTheRetention() {
    Lineage stream = active(1);

    assertThat(stream.horizon(CREATED.plusSeconds(60))).isEqualTo(CREATED);
    assertThat(stream.horizon(CREATED.plus(Duration.ofHours(24)))).isEqualTo(CREATED);
    assertThat(stream.horizon(CREATED.plus(Duration.ofHours(25))))
        .isEqualTo(CREATED.plus(Duration.ofHours(1)));
  }

  @Example
  void aShardIsOpenFromItsInstantOn() {
    Shard shard = active(1).shards().all().getFirst();

    assertThat(shard.openAt(CREATED)).isTrue();
    assertThat(shard.openAt(CREATED.minusMillis(1))).isFalse();
    assertThat(shard.createdSecond()).isEqualTo(CREATED.getEpochSecond());
  }
}
