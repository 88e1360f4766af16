// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.subscription.ClaimRecord.Claim;
import io.offshard.mapping.subscription.ClaimRecord.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a replica makes of the log of claims. */
class ClaimBoardTest {
  private static final String KEY = "key";
  private static final long TAKEOVER = 5_000;

  private long nanos = 7;
  private final List<UUID> released = new ArrayList<>();
  private final ClaimBoard board = new ClaimBoard(() -> nanos);

  private Pending claimed(int nonce) {
    UUID id = new UUID(0, nonce);
    Pending pending =
        new Pending(
            new KafkaSeat(
                KEY,
                id,
                seat -> {
                  board.release(seat);
                  released.add(seat.nonce());
                }));
    board.expect(id, pending);
    return pending;
  }

  private void read(int nonce, long atMillis) {
    board.apply(KEY, new Claim(new UUID(0, nonce), TAKEOVER), atMillis, true);
  }

  private static KafkaSeat seat(Pending pending) {
    return pending.outcome().join().orElseThrow();
  }

  @Test
  void aClaimThatIsReadBackHasTheSeat() {
    Pending mine = claimed(1);
    assertThat(mine.outcome()).isNotDone();

    read(1, 0);

    assertThat(seat(mine).isHeld()).isTrue();
  }

  @Test
  void aClaimBehindAnotherOnesHasNot() {
    Pending mine = claimed(1);

    read(9, 0);
    read(1, 4_999);

    assertThat(mine.outcome().join()).isEmpty();
  }

  @Test
  void aLaterWinnerTakesTheSeat() {
    KafkaSeat mine = won(1);

    read(9, 5_000);

    assertThat(mine.isHeld()).isFalse();
    mine.close();
    assertThat(released).as("there is nothing to give back").isEmpty();
  }

  @Test
  void aLaterLoserDoesNot() {
    KafkaSeat mine = won(1);

    read(9, 4_999);

    assertThat(mine.isHeld()).isTrue();
  }

  @Test
  void oneOfThisReplicaTakesTheSeatFromAnotherOfIt() {
    KafkaSeat first = won(1);
    Pending next = claimed(2);
    read(2, 5_000);

    assertThat(first.isHeld()).isFalse();
    assertThat(seat(next).isHeld()).isTrue();
    read(9, 10_000);
    assertThat(seat(next).isHeld()).isFalse();
  }

  @Test
  void aSeatIsGivenBackOnce() {
    KafkaSeat mine = won(1);

    mine.close();
    mine.close();

    assertThat(released).containsExactly(new UUID(0, 1));
    assertThat(mine.isHeld()).isFalse();
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsGivenBack() {
    Pending mine = claimed(1);
    mine.outcome().cancel(false);

    read(1, 0);

    assertThat(released).containsExactly(new UUID(0, 1));
  }

  @Test
  void aClaimThatWouldSurelyLoseIsKnownAsThat() {
    assertThat(board.surelyTaken(KEY, TAKEOVER)).isFalse();
    read(9, 1_700_000_000_000L);

    assertThat(board.surelyTaken(KEY, TAKEOVER)).isTrue();
    assertThat(board.surelyTaken("another", TAKEOVER)).isFalse();
    nanos += Duration.ofMillis(TAKEOVER).toNanos();
    assertThat(board.surelyTaken(KEY, TAKEOVER)).isFalse();
  }

  @Test
  void whatWasGivenBackIsNotTaken() {
    read(9, 0);
    board.apply(KEY, new Release(new UUID(0, 9)), 1, true);

    assertThat(board.surelyTaken(KEY, TAKEOVER)).isFalse();
  }

  @Test
  void ofWhatWasReadWhileCatchingUpNobodyKnowsHowOldItIs() {
    board.apply(KEY, new Claim(new UUID(0, 9), TAKEOVER), 0, false);

    assertThat(board.surelyTaken(KEY, TAKEOVER)).isFalse();
  }

  private KafkaSeat won(int nonce) {
    Pending mine = claimed(nonce);
    read(nonce, 0);
    return seat(mine);
  }
}
