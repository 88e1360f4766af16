// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetNumberTest {
  @Property
  void isTheOffset(@ForAll @LongRange(max = 999_999_999_999_999_999L) long offset) {
    String digits = new String(OffsetNumber.digits(offset), StandardCharsets.US_ASCII);
    assertThat(digits).isEqualTo(Long.toString(offset));
    assertThat(OffsetNumber.parse(digits)).hasValue(offset);
  }

  @Test
  void mayHaveZerosInFront() {
    assertThat(OffsetNumber.parse("00000")).hasValue(0);
    assertThat(OffsetNumber.parse("0000000000000000000000000012")).hasValue(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1.0", "12a", " 1", "1000000000000000000", "\u0661"})
  void nothingElseIsOne(String number) {
    assertThat(OffsetNumber.parse(number)).isEmpty();
  }

  @Test
  void anEndlessRowOfDigitsIsReadInAMoment() {
    assertThat(OffsetNumber.parse("0".repeat(1_000_000) + "x")).isEmpty();
  }
}
