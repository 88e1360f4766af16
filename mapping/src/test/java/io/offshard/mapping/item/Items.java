// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Items of all kinds for property tests. */
public final class Items {

  private Items() {}

  /** Items whose values are nested up to four deep. */
  public static Arbitrary<Item> any() {
    return Arbitraries.maps(texts(), values()).ofMaxSize(5).map(Item::new);
  }

  /** Texts that UTF-8 can hold, of all its lengths and with all that JSON has to escape. */
  public static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange('\0', '\ud7ff')
        .withCharRange('\ue000', '\uffff')
        .withChars("\"\\/\b\t\n")
        .ofMaxLength(12)
        .flatMap(text -> Arbitraries.of(text, text + "\ud83d\ude00", ""));
  }

  /** Numbers as they are served. */
  static Arbitrary<BigDecimal> numbers() {
    Arbitrary<BigInteger> digits =
        Arbitraries.bigIntegers()
            .between(BigInteger.TEN.pow(38).negate().add(BigInteger.ONE), BigInteger.TEN.pow(38));
    return Combinators.combine(digits, Arbitraries.integers().between(-85, 130))
        .as(BigDecimal::new);
  }

  private static Arbitrary<AttributeValue.N> attributes() {
    return numbers()
        .map(BigDecimal::toString)
        .filter(text -> Numbers.normalised(text) != null)
        .map(text -> new AttributeValue.N(Objects.requireNonNull(Numbers.normalised(text))));
  }

  private static Arbitrary<AttributeValue.B> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(AttributeValue.B::new);
  }

  /** Values, nested up to four deep. */
  static Arbitrary<AttributeValue> values() {
    return values(3);
  }

  private static Arbitrary<AttributeValue> values(int levels) {
    Arbitrary<AttributeValue> scalar =
        Arbitraries.oneOf(
            List.of(
                texts().map(AttributeValue.S::new),
                attributes().map(n -> n),
                bytes().map(b -> b),
                Arbitraries.of(true, false).map(AttributeValue.Bool::new),
                Arbitraries.just(new AttributeValue.Null()),
                texts().list().ofMaxSize(3).map(AttributeValue.SS::new),
                attributes()
                    .map(AttributeValue.N::number)
                    .list()
                    .ofMaxSize(3)
                    .map(AttributeValue.NS::new),
                bytes().list().ofMaxSize(3).map(AttributeValue.BS::new)));
    if (levels == 0) {
      return scalar;
    }
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, scalar),
        net.jqwik.api.Tuple.of(
            1,
            Arbitraries.lazy(
                () -> values(levels - 1).list().ofMaxSize(3).map(AttributeValue.L::new))),
        net.jqwik.api.Tuple.of(
            1,
            Arbitraries.lazy(
                () ->
                    Arbitraries.maps(texts(), values(levels - 1))
                        .ofMaxSize(3)
                        .map(AttributeValue.M::new))));
  }
}
