// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import static io.offshard.adapter.quota.TokenBucket.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  @Property
  void neverMoreIsAdmittedThanTheRateBringsAndTheBucketHolds(
      @ForAll @Size(max = 200) List<@LongRange(max = 2 * SECOND) Long> steps,
      @ForAll @IntRange(min = 1, max = 5_000) int rate,
      @ForAll @IntRange(min = 1, max = 5_000) int count,
      @ForAll @IntRange(min = 1, max = 20) int shares) {
    TokenBucket bucket = new TokenBucket(SECOND, 0);
    long now = 0;
    double admitted = 0;
    for (long step : steps) {
      now += step;
      bucket.refill(now);
      long cost = TokenBucket.cost(count, rate, shares);
      if (bucket.admits(cost)) {
        bucket.take(cost);
        admitted += count;
      }
      double brought = (double) rate / shares * (now + SECOND) / SECOND;
      double owed = (double) rate / shares * bucket.debt() / SECOND;
      assertThat(admitted).isLessThanOrEqualTo(brought + owed + 0.001);
      assertThat(bucket.debt()).isLessThanOrEqualTo(Math.max(0, cost - SECOND));
    }
  }

  @Property
  void whoAlwaysWantsMoreGetsTheRate(
      @ForAll @IntRange(min = 1, max = 5_000) int rate,
      @ForAll @IntRange(min = 1, max = 20_000) int count) {
    TokenBucket bucket = new TokenBucket(SECOND, 0);
    long cost = TokenBucket.cost(count, rate, 1);
    long end = 100 * Math.max(SECOND, cost);
    long step = Math.max(1, Math.min(SECOND, cost) / 10);
    long admitted = 0;
    for (long now = 0; now <= end; now += step) {
      bucket.refill(now);
      if (bucket.admits(cost)) {
        bucket.take(cost);
        admitted += cost;
      }
      if (bucket.debt() > 0) {
        now += bucket.debt();
      }
    }
    assertThat((double) admitted).isBetween(0.90 * end, 1.02 * end + cost);
  }

  @Property
  void debtIsRepaidByTimeAndByNothingElse(
      @ForAll @LongRange(min = 1, max = 1_000) long seconds,
      @ForAll @LongRange(max = 1_000) long waited) {
    TokenBucket bucket = new TokenBucket(SECOND, 0);
    bucket.take((seconds + 1) * SECOND);
    bucket.refill(waited * SECOND);

    assertThat(bucket.debt()).isEqualTo(Math.max(0, seconds - waited) * SECOND);
  }

  @Property
  void aClockThatIsSetBackBringsNothingAndGoesOnFromThere(
      @ForAll @LongRange(min = 1, max = 1_000_000) long back,
      @ForAll @LongRange(max = SECOND) long then) {
    TokenBucket bucket = new TokenBucket(SECOND, 0);
    bucket.take(3 * SECOND);
    bucket.refill(-back * SECOND);
    assertThat(bucket.debt()).isEqualTo(2 * SECOND);

    bucket.refill(-back * SECOND + then);
    assertThat(bucket.debt()).isEqualTo(2 * SECOND - then);
  }

  @Property
  void aClockThatJumpsFillsItOnceAtMost(
      @ForAll @LongRange(min = 10 * SECOND, max = Long.MAX_VALUE) long jump) {
    TokenBucket bucket = new TokenBucket(SECOND, 0);
    bucket.take(5 * SECOND);
    bucket.refill(jump);

    assertThat(bucket.covers(SECOND)).isTrue();
    assertThat(bucket.covers(SECOND + 1)).isFalse();
  }

  @Test
  void whatIsLargerThanTheBucketIsAdmittedWhenItIsFullAndLeavesADebt() {
    TokenBucket bucket = new TokenBucket(SECOND, 0);
    assertThat(bucket.covers(3 * SECOND)).isFalse();
    assertThat(bucket.admits(3 * SECOND)).isTrue();
    bucket.take(3 * SECOND);
    assertThat(bucket.debt()).isEqualTo(2 * SECOND);

    bucket.refill(3 * SECOND - 1);
    assertThat(bucket.admits(3 * SECOND)).isFalse();
    bucket.refill(3 * SECOND);
    assertThat(bucket.admits(3 * SECOND)).isTrue();
  }

  @Test
  void aRateThatIsSharedCostsAsManyTimesAsMuch() {
    assertThat(TokenBucket.cost(1, 5, 1)).isEqualTo(SECOND / 5);
    assertThat(TokenBucket.cost(1, 5, 10)).isEqualTo(2 * SECOND);
    assertThat(TokenBucket.cost(10 << 20, 2 << 20, 1)).isEqualTo(5 * SECOND);
  }
}
