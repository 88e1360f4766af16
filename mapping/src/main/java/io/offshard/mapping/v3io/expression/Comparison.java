// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

import io.offshard.mapping.items.ItemValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;

/** How two values are compared. Values of two types are unequal, and neither is the lesser one. */
enum Comparison {
  EQUAL("=="),
  UNEQUAL("!="),
  AT_MOST("<="),
  AT_LEAST(">="),
  LESS("<"),
  GREATER(">");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  static Comparison read(Tokens tokens) {
    return Arrays.stream(values())
        .filter(comparison -> tokens.takeSign(comparison.sign))
        .findFirst()
        .orElseThrow(
            () ->
                InvalidExpression.because(
                    "a comparison is missing before " + tokens.peek().text()));
  }

  boolean holds(ItemValue left, ItemValue right) {
    OptionalInt order = order(left, right);
    if (order.isEmpty()) {
      return this == UNEQUAL;
    }
    int sign = order.getAsInt();
    return switch (this) {
      case EQUAL -> sign == 0;
      case UNEQUAL -> sign != 0;
      case AT_MOST -> sign <= 0;
      case AT_LEAST -> sign >= 0;
      case LESS -> sign < 0;
      case GREATER -> sign > 0;
    };
  }

  /** Negative, zero or positive as the left one is less, as much or more; empty for two types. */
  private static OptionalInt order(ItemValue left, ItemValue right) {
    return switch (left) {
      case ItemValue.Decimal(String a) when right instanceof ItemValue.Decimal(String b) ->
          OptionalInt.of(Numerals.value(a).compareTo(Numerals.value(b)));
      case ItemValue.Text(String a) when right instanceof ItemValue.Text(String b) ->
          OptionalInt.of(a.compareTo(b));
      case ItemValue.Bool(boolean a) when right instanceof ItemValue.Bool(boolean b) ->
          OptionalInt.of(Boolean.compare(a, b));
      case ItemValue.Bytes(byte[] a) when right instanceof ItemValue.Bytes(byte[] b) ->
          OptionalInt.of(Arrays.compareUnsigned(a, b));
      case ItemValue.Time a when right instanceof ItemValue.Time b ->
          OptionalInt.of(
              Comparator.comparingLong(ItemValue.Time::seconds)
                  .thenComparingInt(ItemValue.Time::nanos)
                  .compare(a, b));
      case ItemValue.Decimal other -> OptionalInt.empty();
      case ItemValue.Text other -> OptionalInt.empty();
      case ItemValue.Bool other -> OptionalInt.empty();
      case ItemValue.Bytes other -> OptionalInt.empty();
      case ItemValue.Time other -> OptionalInt.empty();
    };
  }
}
