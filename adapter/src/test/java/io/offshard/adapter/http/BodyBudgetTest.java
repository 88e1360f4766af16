// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
  private static final long LIMIT = 1200;

  private final BodyBudget budget = new BodyBudget(LIMIT);
  private final List<BodyBudget.Share> open = new ArrayList<>();

  /** Makes calls of ten bytes until one is refused; the bytes that were granted. */
  private long fill(String payer) {
    for (long granted = 0; ; granted += 10) {
      BodyBudget.Share share = budget.share(payer);
      if (!share.take(10)) {
        return granted;
      }
      open.add(share);
    }
  }

  @Test
  void aPayerAtFullLoadLeavesAsMuchAsItHoldsToOthers() {
    assertThat(fill("noisy")).isEqualTo(600);
    assertThat(fill("noisy")).isZero();

    assertThat(fill("second")).isEqualTo(300);
    assertThat(fill("third")).isEqualTo(150);
    assertThat(fill("noisy")).as("over its share now, it gets no more").isZero();
  }

  @Test
  void sharesBecomeEvenAsCallsOfTheNoisyOneEnd() {
    fill("noisy");
    for (int i = 0; i < 500; i++) {
      open.removeFirst().close();
      fill("quiet");
      fill("noisy");
    }

    assertThat(LIMIT - budget.used()).as("a third of it is free").isBetween(380L, 420L);
    assertThat(fill("quiet")).as("all it may have it has").isZero();
  }

  @Test
  void theOnlyCallOfAPayerMayTakeAllThatIsFree() {
    try (BodyBudget.Share large = budget.share("one");
        BodyBudget.Share small = budget.share("one")) {
      assertThat(large.take(LIMIT)).isTrue();
      assertThat(small.take(1)).isFalse();
    }
    assertThat(budget.used()).isZero();
    assertThat(budget.payers()).isZero();
  }

  @Test
  void whatIsThereAlreadyIsCountedThoughThereIsNoRoom() {
    BodyBudget.Share answer = budget.share("one");

    assertThat(answer.swap(LIMIT + 1)).isFalse();
    assertThat(budget.used()).isEqualTo(LIMIT + 1);

    answer.close();
    assertThat(budget.used()).isZero();
  }

  /** Calls of six payers begin, grow and end in any order. */
  @Property
  void whoHoldsNothingGetsWhatEachOfTheOthersMayHave(
      @ForAll @Size(max = 200) List<@IntRange(max = 5) Integer> payers,
      @ForAll @Size(value = 200) List<@IntRange(min = 1, max = 300) Integer> sizes,
      @ForAll @Size(value = 200) List<Boolean> ends) {
    BodyBudget shared = new BodyBudget(LIMIT);
    Map<String, List<BodyBudget.Share>> calls = new HashMap<>();
    for (int i = 0; i < payers.size(); i++) {
      String payer = "p" + payers.get(i);
      List<BodyBudget.Share> theirs = calls.computeIfAbsent(payer, _ -> new ArrayList<>());
      if (ends.get(i) && !theirs.isEmpty()) {
        theirs.removeFirst().close();
        continue;
      }
      BodyBudget.Share call = shared.share(payer);
      boolean first = theirs.isEmpty();
      long free = LIMIT - shared.used();
      boolean granted = call.take(sizes.get(i));
      if (first) {
        assertThat(granted).as("its only call").isEqualTo(sizes.get(i) <= free);
      }
      theirs.add(call);
      assertThat(shared.used()).isBetween(0L, LIMIT);
    }
    calls.values().forEach(each -> each.forEach(BodyBudget.Share::close));
    assertThat(shared.used()).isZero();
    assertThat(shared.payers()).isZero();
  }
}
