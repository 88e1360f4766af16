// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HashKeyTest {
  @Example
  void theLastKeyIsWrittenAsTheServiceDoes() {
    assertThat(HashKey.MIN).hasToString("0");
    assertThat(HashKey.MAX).hasToString("340282366920938463463374607431768211455");
    assertThat(HashKey.parse("340282366920938463463374607431768211455")).contains(HashKey.MAX);
  }

  @Example
  void refusesWhatIsNotANumberOnTheLine() {
    Stream.of(
            "340282366920938463463374607431768211456",
            "999999999999999999999999999999999999999",
            "3402823669209384634633746074317682114550",
            "1" + "0".repeat(10_000),
            "",
            "00",
            "01",
            "-1",
            "+1",
            " 1",
            "1 ",
            "1.0",
            "1e3",
            "0x1",
            "\u0661",
            "-",
            "/",
            ":")
        .forEach(text -> assertThat(HashKey.parse(text)).as(text).isEmpty());
  }

  @Example
  void thereIsNothingBeyondTheEnds() {
    assertThatThrownBy(HashKey.MAX::next).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(HashKey.MIN::previous).isInstanceOf(ArithmeticException.class);
  }

  @Property
  void textIsThatOfTheBigNumber(@ForAll long high, @ForAll long low) {
    HashKey key = new HashKey(high, low);

    assertThat(key).hasToString(number(key).toString());
    assertThat(HashKey.parse(key.toString())).contains(key);
  }

  @Property
  void orderIsThatOfTheBigNumbers(
      @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
    HashKey a = new HashKey(high, low);
    Stream.of(
            new HashKey(otherHigh, otherLow),
            new HashKey(high, otherLow),
            new HashKey(otherHigh, low),
            a)
        .forEach(
            b ->
                assertThat(Integer.signum(a.compareTo(b)))
                    .isEqualTo(number(a).compareTo(number(b))));
  }

  @Property
  void nextAndPreviousAreOneApart(@ForAll long high, @ForAll long low) {
    HashKey key = new HashKey(high, low);
    Assume.that(!key.equals(HashKey.MAX));

    assertThat(number(key.next())).isEqualTo(number(key).add(BigInteger.ONE));
    assertThat(key.next().previous()).isEqualTo(key);
  }

  @Property
  void anyTextIsReadAsABigNumberOrRefused(@ForAll String text) {
    assertThat(HashKey.parse(text).map(HashKey::toString).orElse(text)).isEqualTo(text);
  }

  private static BigInteger number(HashKey key) {
    return new BigInteger(Long.toUnsignedString(key.high()))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(key.low())));
  }
}
