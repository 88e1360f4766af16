// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.subscription.ClaimRecord.Claim;
import io.offshard.mapping.subscription.ClaimRecord.Release;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of the log of claims are texts that people can read. */
class ClaimRecordTest {
  private static final String NONCE = "00000000-0000-0007-0000-000000000001";

  @Property
  void whatIsWrittenIsRead(
      @ForAll long high,
      @ForAll long low,
      @ForAll @LongRange(max = ClaimRecord.MOST_TAKEOVER_MILLIS) long takeover) {
    UUID nonce = new UUID(high, low);

    assertThat(ClaimRecord.parse(new Claim(nonce, takeover).toString()))
        .contains(new Claim(nonce, takeover));
    assertThat(ClaimRecord.parse(new Release(nonce).toString())).contains(new Release(nonce));
  }

  @Test
  void theTextIsAsDocumented() {
    assertThat(new Claim(UUID.fromString(NONCE), 5_000)).hasToString("claim " + NONCE + " 5000");
    assertThat(new SubscriptionKey(UUID.fromString(NONCE), 3, "app", 1_700_000_000))
        .hasToString(NONCE + "/3/app:1700000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "claim",
        "claim " + NONCE,
        "claim " + NONCE + " 600001",
        "claim " + NONCE + " -1",
        "claim " + NONCE + " 1 2",
        "claim x 5000",
        "release " + NONCE + " 5",
        "RELEASE " + NONCE
      })
  void whatIsNoRecordIsSteppedOver(String text) {
    assertThat(ClaimRecord.parse(text)).isEmpty();
  }

  @Property
  void noTextIsTooMuch(@ForAll String text) {
    assertThat(ClaimRecord.parse(text)).isEmpty();
  }

  @Test
  void aClaimThatWaitsLongerThanTheLogIsKeptIsRefused() {
    assertThatThrownBy(() -> new Claim(UUID.fromString(NONCE), 600_001))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
