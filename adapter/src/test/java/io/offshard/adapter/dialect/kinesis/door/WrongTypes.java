// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import io.offshard.mapping.shape.Wire;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service's texts for values that are not of their types. */
final class WrongTypes {
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private WrongTypes() {}

  /** About the first such value, in the order of the body. */
  static @Nullable String first(Wire wire, Node node, Object value) {
    String wrong = of(wire, node.form().type(), value);
    if (wrong != null) {
      return wrong;
    }
    return switch (node.form().type()) {
      case STRUCTURE, MAP -> ofEntries(wire, node, (Map<?, ?>) value);
      case LIST -> ofElements(wire, node.element(), (List<?>) value);
      case STRING, ENUM, INTEGER, BOOLEAN, BLOB, TIMESTAMP -> null;
    };
  }

  private static @Nullable String ofEntries(Wire wire, Node node, Map<?, ?> entries) {
    boolean map = node.form().type() == Form.Type.MAP;
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      Node member = map ? node.element() : node.inside().get((String) entry.getKey());
      Object value = entry.getValue();
      String inside = member == null || value == null ? null : first(wire, member, value);
      if (inside != null) {
        return inside;
      }
    }
    return null;
  }

  private static @Nullable String ofElements(Wire wire, Node node, List<?> elements) {
    for (Object element : elements) {
      String inside = element == null ? null : first(wire, node, element);
      if (inside != null) {
        return inside;
      }
    }
    return null;
  }

  private static @Nullable String of(Wire wire, Form.Type type, Object value) {
    if (value instanceof List && type != Form.Type.LIST) {
      return "Start of list found where not expected";
    }
    if (value instanceof Map && type != Form.Type.MAP && type != Form.Type.STRUCTURE) {
      return "Start of structure or map found where not expected.";
    }
    return switch (type) {
      case STRING, ENUM -> isText(wire, value) ? null : unconvertible(wire, value, "an String");
      case INTEGER -> value instanceof BigDecimal ? null : unconvertible(wire, value, "an Integer");
      case TIMESTAMP ->
          value instanceof BigDecimal
              ? null
              : unconvertible(wire, value, "milliseconds since epoch");
      case BOOLEAN -> flag(wire, value);
      case BLOB -> blob(wire, value);
      case LIST -> value instanceof List ? null : "Expected list or null";
      case MAP -> value instanceof Map ? null : "Expected map or null";
      case STRUCTURE -> value instanceof Map ? null : "Expected null";
    };
  }

  private static @Nullable String flag(Wire wire, Object value) {
    return switch (value) {
      case Boolean flag -> null;
      case String text ->
          "'" + text.toUpperCase(Locale.ROOT) + "' can not be converted to an Boolean";
      default -> unconvertible(wire, value, "an Boolean");
    };
  }

  private static @Nullable String blob(Wire wire, Object value) {
    if (value instanceof byte[]) {
      return null;
    }
    return wire == Wire.JSON && value instanceof String text
        ? base64(text)
        : unconvertible(wire, value, "a Blob");
  }

  private static String base64(String text) {
    String start = "'" + text + "' can not be converted to a Blob: ";
    if (text.length() % 4 != 0) {
      return start
          + "Base64 encoded length is expected a multiple of 4 bytes but found: "
          + text.length();
    }
    String digits = text.replaceFirst("==?$", "");
    return digits
        .chars()
        .filter(c -> BASE64.indexOf(c) < 0)
        .mapToObj(c -> start + "Invalid Base64 character: '" + (char) c + "'")
        .findFirst()
        .orElse(start + "Invalid last non-pad Base64 character dectected");
  }

  /** In JSON bytes are a text. */
  private static boolean isText(Wire wire, Object value) {
    return value instanceof String || (wire == Wire.JSON && value instanceof byte[]);
  }

  private static String unconvertible(Wire wire, Object value, String wanted) {
    String given =
        value instanceof Boolean
            ? "java.lang.Boolean"
            : value instanceof BigDecimal
                ? "com.amazon.coral.value.json.numbers.TruncatingBigNumber"
                : isText(wire, value) ? "java.lang.String" : "java.nio.HeapByteBuffer";
    return "class " + given + " can not be converted to " + wanted;
  }
}
