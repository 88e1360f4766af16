// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import java.util.Arrays;
import java.util.Base64;

/** The value of an attribute, which is kept as it was given. Immutable, equal by content. */
public sealed interface ItemValue {

  /** A text; may be empty. What is no Unicode in it comes back as question marks. */
  record Text(String text) implements ItemValue {}

  /**
   * A number.
   *
   * @param digits in decimal, as the writer wrote it
   */
  record Decimal(String digits) implements ItemValue {}

  /**
   * Bytes; may be none. They are not copied: who made the value or got them does not change them.
   */
  @SuppressWarnings("ArrayRecordComponent") // It is equal by content, as it says below.
  record Bytes(byte[] bytes) implements ItemValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Bytes[" + Base64.getEncoder().encodeToString(bytes) + "]";
    }
  }

  /** A truth value. */
  record Bool(boolean value) implements ItemValue {}

  /**
   * An instant.
   *
   * @param seconds since 1970
   * @param nanos beyond it
   */
  record Time(long seconds, int nanos) implements ItemValue {}
}
