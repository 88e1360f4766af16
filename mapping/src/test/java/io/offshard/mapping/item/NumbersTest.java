// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return Items.numbers();
  }

  @Property
  void whatDynamoDbCanHoldComesOutAsPlainDigits(@ForAll("numbers") BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    long exponent = (long) shortest.precision() - shortest.scale() - 1;
    boolean holdable =
        number.signum() == 0 || (shortest.precision() <= 38 && exponent >= -130 && exponent <= 125);

    String expected = holdable ? shortest.toPlainString() : null;
    assertThat(Numbers.normalised(number.toString())).isEqualTo(expected);
    if (number.scale() >= 0) {
      assertThat(Numbers.normalised(number.toPlainString())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.50,1.5",
    "-0.0,0",
    "007,7",
    "+5,5",
    "1E2,100",
    "1.46480431E9,1464804310",
    "12e-3,0.012",
    ".5,0.5",
    "5.,5",
    "0e999999999999999999999,0"
  })
  void unusualSpellingsAreTaken(String text, String number) {
    assertThat(Numbers.normalised(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "1e5x",
        "1.2.3",
        "NaN",
        "Infinity",
        "0x10",
        "1 ",
        "\u0661",
        "1e126",
        "1e-131",
        "1e999999999999999999999",
        "1e-999999999999999999999",
        "123456789012345678901234567890123456789"
      })
  void whatIsNoNumberOfDynamoDbIsNone(String text) {
    assertThat(Numbers.normalised(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0,1",
    "1,2",
    "12,2",
    "123,3",
    "1.5,3",
    "100000000000000000000,2",
    "1000,2",
    "-1,3",
    "11111111111111111111111111111111111111,20",
    "0.01,2",
    "0.001,2",
    "10.01,3"
  })
  void numbersCountAsMeasured(String number, int size) {
    assertThat(Numbers.size(number)).isEqualTo(size);
  }

  /** The same from the value instead of the text: how many digits there are to the base of 100. */
  @Property
  void theSizeIsThatOfTheDigitsToTheBaseOfAHundred(@ForAll("numbers") BigDecimal number) {
    String text = Numbers.normalised(number.toString());
    if (text == null) {
      return;
    }
    BigDecimal exact = new BigDecimal(text);
    int pairsBehindPoint = Math.max(0, (exact.scale() + 1) / 2);
    BigInteger digits = exact.abs().movePointRight(2 * pairsBehindPoint).toBigIntegerExact();
    while (digits.signum() != 0 && digits.mod(HUNDRED).signum() == 0) {
      digits = digits.divide(HUNDRED);
    }
    int size = 1 + (exact.signum() < 0 ? 1 : 0);
    for (; digits.signum() != 0; digits = digits.divide(HUNDRED)) {
      size++;
    }
    assertThat(Numbers.size(Objects.requireNonNull(text))).isEqualTo(size);
  }
}
