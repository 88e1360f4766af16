// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.BillingCommitment.Status;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Billing;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Example;

/** The rules of the account's commitment, through the log. */
class BillingCommitmentTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private Lineages image = Lineages.EMPTY;
  private int events;

  private Verdict want(boolean committed, Instant at) {
    Lineages.Step step =
        image.apply(
            new Declare(new UUID(0, events), new Billing(committed)),
            new LogPosition(events++, at));
    image = step.image();
    return step.verdict();
  }

  private BillingCommitment commitment() {
    return image.commitment().orElseThrow();
  }

  @Example
  void whoNeverCommittedHasNothingToEnd() {
    assertThat(want(false, T0)).isEqualTo(Verdict.UNCHANGED);
    assertThat(image.commitment()).isEmpty();
  }

  @Example
  void aCommitmentHoldsUntilItIsEnded() {
    assertThat(want(true, T0)).isEqualTo(Verdict.ACCEPTED);
    assertThat(want(true, T0.plusSeconds(9))).isEqualTo(Verdict.UNCHANGED);

    assertThat(commitment()).isEqualTo(new BillingCommitment(T0, null));
    assertThat(commitment().status(T0.plus(DAY.multipliedBy(9)))).isEqualTo(Status.ENABLED);
    assertThat(commitment().earliestEnd()).isEqualTo(T0.plus(DAY));
  }

  @Example
  void endedWithinItsFirstDayItHoldsUntilThatIsOver() {
    want(true, T0);
    want(false, T0.plusSeconds(1));
    assertThat(want(false, T0.plusSeconds(2))).isEqualTo(Verdict.UNCHANGED);

    assertThat(commitment().endsAt()).isEqualTo(T0.plus(DAY));
    assertThat(commitment().status(T0.plus(DAY).minusMillis(1)))
        .isEqualTo(Status.ENABLED_UNTIL_EARLIEST_ALLOWED_END);
    assertThat(commitment().status(T0.plus(DAY))).isEqualTo(Status.DISABLED);
  }

  @Example
  void anEndThatHasNotComeCanBeTakenBack() {
    want(true, T0);
    want(false, T0.plusSeconds(1));
    want(true, T0.plusSeconds(2));

    assertThat(commitment()).isEqualTo(new BillingCommitment(T0, null));
  }

  @Example
  void endedLaterItEndsAtOnceWhateverTheClockOfWhoAsks() {
    Instant end = T0.plus(DAY).plusSeconds(5);
    want(true, T0);
    want(false, end);

    assertThat(commitment().endsAt()).isEqualTo(end);
    assertThat(commitment().status(end.minusMillis(7))).isEqualTo(Status.DISABLED);
  }

  @Example
  void afterItsEndANewOneBegins() {
    want(true, T0);
    want(false, T0.plusSeconds(1));
    Instant again = T0.plus(DAY).plusSeconds(1);
    want(true, again);

    assertThat(commitment()).isEqualTo(new BillingCommitment(again, null));
  }
}
