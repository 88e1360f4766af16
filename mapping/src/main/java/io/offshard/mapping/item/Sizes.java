// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.item;

import java.util.List;
import java.util.Map;

/**
 * How many bytes values count for with DynamoDB, as measured on its records.
 *
 * <table>
 * <caption>Sizes</caption>
 * <tr><td>S, B<td>bytes of the text in UTF-8, of the content
 * <tr><td>N<td>see {@link Numbers#size}
 * <tr><td>BOOL, NULL<td>1
 * <tr><td>SS, NS, BS<td>the sum of the members
 * <tr><td>L<td>3, and for each value 1 and its size
 * <tr><td>M<td>3, and for each value 1, its name and its size
 * </table>
 */
final class Sizes {
  private static final int OF_COLLECTION = 3;

  private Sizes() {}

  /** The names and the values, without anything for the map itself. */
  static int of(Map<String, AttributeValue> attributes) {
    int size = 0;
    for (Map.Entry<String, AttributeValue> entry : attributes.entrySet()) {
      size += utf8(entry.getKey()) + of(entry.getValue());
    }
    return size;
  }

  private static int of(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S s -> utf8(s.text());
      case AttributeValue.N n -> Numbers.size(n.number());
      case AttributeValue.B b -> b.bytes().length;
      case AttributeValue.Bool bool -> 1;
      case AttributeValue.Null none -> 1;
      case AttributeValue.SS ss -> ss.texts().stream().mapToInt(Sizes::utf8).sum();
      case AttributeValue.NS ns -> ns.numbers().stream().mapToInt(Numbers::size).sum();
      case AttributeValue.BS bs -> bs.members().stream().mapToInt(b -> b.bytes().length).sum();
      case AttributeValue.L l -> ofList(l.values());
      case AttributeValue.M m -> OF_COLLECTION + m.values().size() + of(m.values());
    };
  }

  private static int ofList(List<AttributeValue> values) {
    int size = OF_COLLECTION + values.size();
    for (AttributeValue value : values) {
      size += of(value);
    }
    return size;
  }

  /** Without making the bytes; half a surrogate pair counts as the question mark it is sent as. */
  private static int utf8(String text) {
    int size = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // Both halves of a pair stand for four bytes, so each adds one.
        boolean paired = Character.isSurrogate(c);
        size += paired ? inPair(text, i) : c < 0x800 ? 1 : 2;
      }
    }
    return size;
  }

  private static int inPair(String text, int at) {
    if (Character.isHighSurrogate(text.charAt(at))) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1)) ? 1 : 0;
    }
    return at > 0 && Character.isHighSurrogate(text.charAt(at - 1)) ? 1 : 0;
  }
}
