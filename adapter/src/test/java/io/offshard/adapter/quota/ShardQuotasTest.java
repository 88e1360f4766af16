// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import static io.offshard.adapter.quota.Sample.FIRST;
import static io.offshard.adapter.quota.TokenBucket.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShardQuotasTest {
  private static final int MIB = 1 << 20;
  private static final long MILLI = SECOND / 1000;
  private static final ConsumerId CONSUMER = new ConsumerId("app", 1);

  private final Lineage stream = Sample.stream("orders");
  private long now = -SECOND;
  private long replicas = 1;
  private ShardRates rates = ShardRates.AWS;
  private final ShardQuotas quotas = new ShardQuotas(name -> rates, () -> replicas, () -> now);

  /** How many of records of those sizes, all of one shard, may be written. */
  private int admitted(Shard shard, int... bytes) {
    int[] which = IntStream.range(0, bytes.length).toArray();
    int[] admitted = quotas.admitted(stream, which, i -> shard, i -> bytes[i]);
    assertThat(admitted).isEqualTo(Arrays.copyOf(which, admitted.length));
    return admitted.length;
  }

  private static int[] records(int count, int bytes) {
    int[] sizes = new int[count];
    Arrays.fill(sizes, bytes);
    return sizes;
  }

  private int polls(int times) {
    return (int) IntStream.range(0, times).filter(_ -> quotas.poll(stream, FIRST)).count();
  }

  @Test
  void aShardTakesAThousandRecordsASecond() {
    assertThat(admitted(FIRST, records(700, 1))).isEqualTo(700);
    assertThat(admitted(FIRST, records(700, 1))).isEqualTo(300);
    assertThat(admitted(FIRST, 1)).isZero();
    assertThat(admitted(Sample.SECOND, records(500, 1))).isEqualTo(500);

    now += 100 * MILLI;
    assertThat(admitted(FIRST, records(500, 1))).isEqualTo(100);
  }

  @Test
  void aShardTakesAMebibyteASecond() {
    assertThat(admitted(FIRST, records(3, MIB / 2))).isEqualTo(2);
    now += SECOND / 2;
    assertThat(admitted(FIRST, records(3, MIB / 2))).isEqualTo(1);
  }

  @Test
  void behindARecordThatIsRefusedNoneOfItsShardIsWritten() {
    int[] which = {0, 1, 2, 3};
    int[] bytes = {MIB - 10, 20, 1, 1};
    assertThat(quotas.admitted(stream, which, i -> i == 3 ? Sample.SECOND : FIRST, i -> bytes[i]))
        .containsExactly(0, 3);
  }

  @Test
  void aRecordThatIsLargerThanASecondsWorthWaitsForAFullBucketAndIsPaidForAfterwards() {
    assertThat(admitted(FIRST, 1)).isEqualTo(1);
    assertThat(admitted(FIRST, 5 * MIB)).isZero();
    now += SECOND;
    assertThat(admitted(FIRST, 5 * MIB)).isEqualTo(1);
    now += 4 * SECOND;
    assertThat(admitted(FIRST, 1)).isZero();
    now += MILLI;
    assertThat(admitted(FIRST, 1)).isEqualTo(1);
  }

  @Property
  void ofAnyCallsNoMoreIsWrittenThanTheRatesAllow(
      @ForAll @Size(max = 100) List<@Size(max = 20) List<@IntRange(max = 300_000) Integer>> calls,
      @ForAll @IntRange(min = 1, max = 400) int millis) {
    rates = new ShardRates(MIB, 40, 0, 0, 0);
    now = 0;
    long bytes = 0;
    long records = 0;
    for (List<Integer> call : calls) {
      int[] sizes = call.stream().mapToInt(Integer::intValue).toArray();
      int admitted = admitted(FIRST, sizes);
      records += admitted;
      bytes += Arrays.stream(sizes).limit(admitted).sum();
      assertThat(bytes).isLessThanOrEqualTo(MIB + MIB * now / SECOND);
      assertThat(records).isLessThanOrEqualTo(40 + 40 * now / SECOND);
      now += millis * MILLI;
    }
  }

  @Test
  void aShardIsAskedForFivePagesASecondByAllTogetherAndForAsManyIterators() {
    assertThat(polls(10)).isEqualTo(5);
    assertThat(IntStream.range(0, 10).filter(_ -> quotas.iterator(stream, FIRST)).count())
        .isEqualTo(5);
    assertThat(quotas.poll(stream, Sample.SECOND)).isTrue();

    now += SECOND / 5;
    assertThat(polls(10)).isEqualTo(1);
  }

  @Test
  void aPageOfTenMebibytesClosesTheShardForFiveSeconds() {
    assertThat(quotas.poll(stream, FIRST)).isTrue();
    quotas.served(stream, FIRST, 10 * MIB);
    now += 4_900 * MILLI;
    assertThat(quotas.poll(stream, FIRST)).isFalse();
    now += 101 * MILLI;
    assertThat(quotas.poll(stream, FIRST)).isTrue();
  }

  @Test
  void whoComesWhenTooMuchHasBeenReadIsRefusedForASecondHoweverOftenHeAsks() {
    for (int page = 0; page < 3; page++) {
      assertThat(quotas.poll(stream, FIRST)).isTrue();
      quotas.served(stream, FIRST, MIB);
    }
    for (int time = 0; time < 10; time++) {
      assertThat(quotas.poll(stream, FIRST)).isFalse();
      now += 100 * MILLI;
    }
    assertThat(quotas.poll(stream, FIRST)).isTrue();
  }

  @Property
  void pollersOfPagesOfAnySizeReadNoMoreThanTheRate(
      @ForAll @IntRange(min = 1, max = 10 * MIB) int page,
      @ForAll @IntRange(min = 20, max = 1_500) int millis) {
    rates = new ShardRates(0, 0, 2 * MIB, 0, 0);
    now = 0;
    long bytes = 0;
    while (now < 60 * SECOND) {
      if (quotas.poll(stream, FIRST)) {
        quotas.served(stream, FIRST, page);
        bytes += page;
      }
      now += millis * MILLI;
    }
    assertThat(bytes).isLessThanOrEqualTo(62L * 2 * MIB + page);
    long asked = page * (now / (millis * MILLI));
    assertThat(bytes).isGreaterThanOrEqualTo(Math.min(asked, 60L * 2 * MIB) * 4 / 10);
  }

  @Test
  void aConsumerIsPushedTwoMebibytesASecondForItself() {
    quotas.pushed(stream, FIRST, CONSUMER, 2 * MIB);
    assertThat(quotas.pause(stream, FIRST, CONSUMER)).isZero();
    quotas.pushed(stream, FIRST, CONSUMER, MIB);
    assertThat(quotas.pause(stream, FIRST, CONSUMER)).isEqualTo(Duration.ofMillis(500));
    assertThat(quotas.pause(stream, FIRST, new ConsumerId("app", 2))).isZero();
    now += 500 * MILLI;
    assertThat(quotas.pause(stream, FIRST, CONSUMER)).isZero();
  }

  @Test
  void replicasShareTheRatesAndHearOfEachOtherWithinASecond() {
    assertThat(admitted(FIRST, records(1_000, 1))).isEqualTo(1_000);
    replicas = 4;
    now += SECOND;
    assertThat(admitted(FIRST, records(1_000, 1))).isEqualTo(250);
    replicas = 0;
    now += SECOND;
    assertThat(admitted(FIRST, records(1_000, 1))).isEqualTo(1_000);
  }

  @Test
  void aShareOfLessThanACallASecondIsACallEachFewSeconds() {
    replicas = 10;
    assertThat(polls(3)).isEqualTo(1);
    now += 1_900 * MILLI;
    assertThat(polls(3)).isZero();
    now += 100 * MILLI;
    assertThat(polls(3)).isEqualTo(1);
  }

  @Test
  void streamsHaveRatesOfTheirOwnAndZeroIsNoLimit() {
    rates = ShardRates.UNLIMITED;
    assertThat(admitted(FIRST, records(5_000, MIB))).isEqualTo(5_000);
    assertThat(polls(100)).isEqualTo(100);
    assertThat(quotas.known()).isZero();

    rates = new ShardRates(0, 10, 0, 0, 0);
    assertThat(admitted(FIRST, records(50, 10 * MIB))).isEqualTo(10);
    assertThat(polls(100)).isEqualTo(100);
  }

  @Test
  void whatNobodyHasAskedForInTenMinutesIsForgotten() {
    assertThat(admitted(FIRST, 1)).isEqualTo(1);
    assertThat(quotas.known()).isEqualTo(1);
    now += Duration.ofMinutes(11).toNanos();
    assertThat(quotas.known()).isZero();
  }
}
