// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import java.util.Set;

/**
 * What Debezium puts into columns that are NOT NULL where PostgreSQL has told the keys of a row
 * only: the default of the column, which the schema tells, else nothing, zero or the beginning of
 * 1970, as the type has it. A row may hold these values as well.
 */
final class Fillers {
  private static final Set<String> TEXTS =
      Set.of(
          "",
          "{}",
          "1970-01-01",
          "00:00:00",
          "00:00:00Z",
          "1970-01-01T00:00:00",
          "1970-01-01T00:00:00Z",
          "1970-01-01T00:00:00.000000Z",
          "P0Y0M0DT0H0M0S");

  private Fillers() {}

  /** Whether the value may be one, or none at all. */
  static boolean mayBe(AttributeValue value) {
    return switch (value) {
      case AttributeValue.Null none -> true;
      case AttributeValue.S s -> TEXTS.contains(s.text()) || isZero(s.text());
      case AttributeValue.N n -> n.number().equals("0");
      case AttributeValue.Bool bool -> !bool.value();
      case AttributeValue.B b -> isZero(b.bytes());
      case AttributeValue.L l -> l.values().stream().allMatch(Fillers::mayBe);
      case AttributeValue.M m -> m.values().values().stream().allMatch(Fillers::mayBe);
      case AttributeValue.SS ss -> false;
      case AttributeValue.NS ns -> false;
      case AttributeValue.BS bs -> false;
    };
  }

  /** Decimals that are told as texts have the digits of their scale. */
  private static boolean isZero(String text) {
    return text.startsWith("0") && text.chars().allMatch(digit -> digit == '0' || digit == '.');
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
