// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DecimalTest {
  @Property
  void agreesWithBigInteger(@ForAll @Size(min = 1, max = 5) long[] words) {
    String text = Decimal.format(words);

    assertThat(text).isEqualTo(bigNumber(words).toString());
    assertThat(Decimal.parse(text, words.length)).hasValueSatisfying(equalTo(words));
  }

  @Property
  void refusesTheFirstNumberThatNeedsAnotherWord(@ForAll @IntRange(min = 1, max = 5) int words) {
    BigInteger limit = BigInteger.ONE.shiftLeft(64 * words);
    long[] largest = new long[words];
    Arrays.fill(largest, -1);

    assertThat(Decimal.parse(limit.toString(), words)).isEmpty();
    assertThat(Decimal.parse(limit.subtract(BigInteger.ONE).toString(), words))
        .hasValueSatisfying(equalTo(largest));
  }

  @Example
  void keepsZerosInsideTheNumber() {
    assertThat(Decimal.format(0, 1_000_000_000_000_000_000L)).isEqualTo("1000000000000000000");
    assertThat(Decimal.format(0, 0)).isEqualTo("0");
  }

  private static Consumer<long[]> equalTo(long[] words) {
    return read -> assertThat(read).containsExactly(words);
  }

  private static BigInteger bigNumber(long[] words) {
    return Arrays.stream(words)
        .mapToObj(word -> new BigInteger(Long.toUnsignedString(word)))
        .reduce(BigInteger.ZERO, (high, low) -> high.shiftLeft(64).add(low));
  }
}
