// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of an item, of one of DynamoDB's ten types; each record bears the name that the type
 * has on the wire, but for {@link Bool} and {@link Null}. Immutable, values of equal content are
 * equal. See <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>.
 */
public sealed interface AttributeValue {

  /** A text; may be empty. */
  record S(String text) implements AttributeValue {}

  /**
   * A number.
   *
   * @param number as {@link Numbers#normalised} gives it
   */
  record N(String number) implements AttributeValue {}

  /**
   * Bytes; may be none. They are not copied: who made the value or got them does not change them.
   */
  @SuppressWarnings("ArrayRecordComponent") // It is equal by content, as it says below.
  record B(byte[] bytes) implements AttributeValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof B that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "B[" + Base64.getEncoder().encodeToString(bytes) + "]";
    }
  }

  /** A truth value; BOOL on the wire. */
  record Bool(boolean value) implements AttributeValue {}

  /** That there is no value; NULL on the wire. */
  record Null() implements AttributeValue {}

  /** A set of texts, in the order of the wire. */
  record SS(List<String> texts) implements AttributeValue {
    /** Copies the list. */
    public SS {
      texts = List.copyOf(texts);
    }
  }

  /** A set of normalised numbers, in the order of the wire. */
  record NS(List<String> numbers) implements AttributeValue {
    /** Copies the list. */
    public NS {
      numbers = List.copyOf(numbers);
    }
  }

  /** A set of bytes, in the order of the wire. */
  record BS(List<B> members) implements AttributeValue {
    /** Copies the list. */
    public BS {
      members = List.copyOf(members);
    }
  }

  /** A list of values of any types. */
  record L(List<AttributeValue> values) implements AttributeValue {
    /** Copies the list. */
    public L {
      values = List.copyOf(values);
    }
  }

  /** Values by name, in the order of the wire. */
  record M(Map<String, AttributeValue> values) implements AttributeValue {
    /** Copies the map. */
    public M {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** The name of the type on the wire: S, N, B, BOOL, NULL, SS, NS, BS, L or M. */
  default String typeName() {
    return switch (this) {
      case S s -> "S";
      case N n -> "N";
      case B b -> "B";
      case Bool bool -> "BOOL";
      case Null none -> "NULL";
      case SS ss -> "SS";
      case NS ns -> "NS";
      case BS bs -> "BS";
      case L l -> "L";
      case M m -> "M";
    };
  }
}
