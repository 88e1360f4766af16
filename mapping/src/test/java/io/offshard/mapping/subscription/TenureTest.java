// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.subscription.ClaimRecord.Claim;
import io.offshard.mapping.subscription.ClaimRecord.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Who reads the log of claims knows who may have the shard. */
class TenureTest {
  private static final long TAKEOVER = 5_000;

  /** A record of the log as it stands there. */
  record Written(ClaimRecord content, long atMillis) {}

  private static Written claim(int nonce, long atMillis) {
    return new Written(new Claim(new UUID(7, nonce), TAKEOVER), atMillis);
  }

  private static Written release(int nonce, long atMillis) {
    return new Written(new Release(new UUID(7, nonce)), atMillis);
  }

  /** The claims that win, in order. */
  private static List<Integer> winners(List<Written> log) {
    List<Integer> winners = new ArrayList<>();
    Tenure tenure = Tenure.NONE;
    for (Written each : log) {
      if (each.content() instanceof Claim claim && tenure.yieldsTo(claim, each.atMillis())) {
        winners.add((int) claim.nonce().getLeastSignificantBits());
      }
      tenure = tenure.after(each.content(), each.atMillis());
    }
    return winners;
  }

  @Test
  void theFirstClaimWins() {
    assertThat(winners(List.of(claim(1, 0)))).containsExactly(1);
  }

  @Test
  void aSecondClaimWinsFromFiveSecondsOn() {
    assertThat(winners(List.of(claim(1, 0), claim(2, 4_999)))).containsExactly(1);
    assertThat(winners(List.of(claim(1, 0), claim(2, 5_000)))).containsExactly(1, 2);
  }

  @Test
  void whatWasGivenBackCanBeHadAtOnce() {
    assertThat(winners(List.of(claim(1, 0), release(1, 10), claim(2, 11)))).containsExactly(1, 2);
  }

  @Test
  void whoWasTakenOverFromHasNothingToGiveBack() {
    assertThat(winners(List.of(claim(1, 0), claim(2, 6_000), release(1, 6_001), claim(3, 6_002))))
        .containsExactly(1, 2);
  }

  @Test
  void aClockThatWasSetBackKeepsNobodyWaiting() {
    assertThat(winners(List.of(claim(1, 900_000), claim(2, 0)))).containsExactly(1, 2);
  }

  @Test
  void theTimeIsThatOfTheClaimItself() {
    assertThat(Tenure.NONE.after(claim(1, 0).content(), 0).yieldsTo(patient(2, 100), 100)).isTrue();
    assertThat(Tenure.NONE.after(claim(1, 0).content(), 0).yieldsTo(patient(2, 101), 100))
        .isFalse();
  }

  private static Claim patient(int nonce, long takeover) {
    return new Claim(new UUID(7, nonce), takeover);
  }

  /** Claims, and releases of those that have won, up to three seconds apart. */
  @Provide
  Arbitrary<List<Written>> logs() {
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 4);
    Arbitrary<Long> pause = Arbitraries.longs().between(0, 3_000);
    return Combinators.combine(which, pause)
        .as(TenureTest::release)
        .list()
        .ofMaxSize(600)
        .map(TenureTest::log);
  }

  /**
   * Of what stands in each draft only the pause counts, and a number: 0 and 1 give back the newest
   * and the second newest that have won, all others are new claims.
   */
  private static List<Written> log(List<Written> drafts) {
    List<Written> log = new ArrayList<>();
    List<Long> won = new ArrayList<>();
    Tenure tenure = Tenure.NONE;
    long now = 1_700_000_000_000L;
    for (Written draft : drafts) {
      now += draft.atMillis();
      int number = (int) draft.content().nonce().getLeastSignificantBits();
      Written next =
          number < won.size() && number < 2
              ? release(Math.toIntExact(won.remove(won.size() - 1 - number)), now)
              : claim(log.size(), now);
      if (next.content() instanceof Claim claim && tenure.yieldsTo(claim, now)) {
        won.add((long) log.size());
      }
      log.add(next);
      tenure = tenure.after(next.content(), now);
    }
    return log;
  }

  /**
   * A replica that starts reads of the part that has been compacted only the last record, and ends
   * up with the same tenure as those that have read all: at the latest with the first claim of the
   * part that has not.
   */
  @Property(tries = 2000)
  void whoReadsACompactedLogDecidesAsAllOthers(
      @ForAll("logs") List<Written> log, @ForAll @IntRange(max = 600) int compacted) {
    int cut = Math.min(compacted, log.size());
    List<Written> rest = new ArrayList<>(log.subList(cut, log.size()));
    List<Written> all = new ArrayList<>(log);
    Tenure full = after(log.subList(0, cut));
    Tenure late = cut == 0 ? Tenure.NONE : after(log.subList(cut - 1, cut));
    boolean claimed = false;
    for (Written each : rest) {
      if (each.content() instanceof Claim claim) {
        if (claimed || each.atMillis() - full.atMillis() >= TAKEOVER) {
          assertThat(late.yieldsTo(claim, each.atMillis()))
              .as("%s at %s of %s", claim, each.atMillis(), all)
              .isEqualTo(full.yieldsTo(claim, each.atMillis()));
        }
        claimed = true;
      }
      full = full.after(each.content(), each.atMillis());
      late = late.after(each.content(), each.atMillis());
      if (claimed) {
        assertThat(late).isEqualTo(full);
      }
    }
  }

  private static Tenure after(List<Written> log) {
    Tenure tenure = Tenure.NONE;
    for (Written each : log) {
      tenure = tenure.after(each.content(), each.atMillis());
    }
    return tenure;
  }

  @Property
  void thereIsNeverMoreThanOneWinnerInTheTimeUnlessOneGaveUp(@ForAll("logs") List<Written> log) {
    Map<UUID, Long> won = new HashMap<>();
    Tenure tenure = Tenure.NONE;
    for (Written each : log) {
      switch (each.content()) {
        case Claim claim -> {
          if (tenure.yieldsTo(claim, each.atMillis())) {
            assertThat(won.values()).allMatch(at -> each.atMillis() - at >= TAKEOVER);
            won.put(claim.nonce(), each.atMillis());
          }
        }
        case Release release -> won.remove(release.nonce());
      }
      tenure = tenure.after(each.content(), each.atMillis());
    }
  }
}
