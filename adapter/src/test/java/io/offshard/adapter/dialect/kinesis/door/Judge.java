// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import io.offshard.mapping.shape.Wire;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says from the table alone which constraints of a request are broken. */
final class Judge {
  private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);

  /** Longer texts than this are not held against patterns if they are too long anyway. */
  private static final int MATCHED = 2_048;

  private final List<String> items = new ArrayList<>();

  private Judge() {}

  static Verdict verdict(Wire wire, Node request, Map<?, ?> body) {
    String wrongType = WrongTypes.first(wire, request, body);
    if (wrongType != null) {
      return new Verdict.WrongType(wrongType);
    }
    Judge judge = new Judge();
    judge.members("", request, body);
    return judge.items.isEmpty() ? new Verdict.Passed() : new Verdict.Invalid(judge.items);
  }

  private void members(String path, Node structure, Map<?, ?> values) {
    for (Node member : structure.children()) {
      Object value = values.get(member.name());
      String at = path + member.shownName();
      if (value != null) {
        value(at, member, value);
      } else if (member.required()) {
        add("null", at, "Member must not be null");
      }
    }
  }

  private void value(String at, Node node, Object value) {
    for (String broken : broken(node, value)) {
      add("'" + Shown.of(node, value) + "'", at, broken);
    }
    switch (node.form().type()) {
      case STRUCTURE -> members(at + ".", node, (Map<?, ?>) value);
      case LIST -> elements(at, node, (List<?>) value);
      case MAP -> entries(at, node, (Map<?, ?>) value);
      case STRING, ENUM, INTEGER, BOOLEAN, BLOB, TIMESTAMP -> {}
    }
  }

  private void elements(String at, Node list, List<?> values) {
    Node element = list.element();
    boolean simple = element.form().type() != Form.Type.STRUCTURE;
    boolean all = true;
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      String place = at + "." + (i + 1) + ".member";
      if (value == null) {
        add("null", place, "Member must not be null");
      } else if (simple) {
        all &= broken(element, value).isEmpty();
      } else {
        value(place, element, value);
      }
    }
    if (!all) {
      add(
          "'" + Shown.of(list, values) + "'",
          at,
          "Member must satisfy constraint: " + rules(element));
    }
  }

  private void entries(String at, Node map, Map<?, ?> entries) {
    boolean keys = true;
    boolean values = true;
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      keys &= broken(map.child("*"), entry.getKey()).isEmpty();
      if (entry.getValue() == null) {
        add("null", at + "." + entry.getKey() + ".member", "Member must not be null");
      } else {
        values &= broken(map.element(), entry.getValue()).isEmpty();
      }
    }
    String shown = "'" + Shown.of(map, entries) + "'";
    if (!keys) {
      add(shown, at, "Map keys must satisfy constraint: " + rules(map.child("*")));
    }
    if (!values) {
      add(shown, at, "Map value must satisfy constraint: " + rules(map.element()));
    }
  }

  private static List<String> rules(Node node) {
    Form form = node.form();
    List<String> rules = new ArrayList<>();
    String quantity = form.type() == Form.Type.INTEGER ? "value" : "length";
    if (!form.pattern().isEmpty()) {
      rules.add("Member must satisfy regular expression pattern: " + form.pattern());
    }
    if (!form.set().isEmpty()) {
      rules.add("Member must satisfy enum value set: " + form.set());
    }
    if (form.max() != Long.MAX_VALUE) {
      rules.add("Member must have " + quantity + " less than or equal to " + form.max());
    }
    if (form.min() != Long.MIN_VALUE) {
      rules.add("Member must have " + quantity + " greater than or equal to " + form.min());
    }
    return rules;
  }

  private static List<String> broken(Node node, Object value) {
    Form form = node.form();
    long measure = measure(form, value);
    return rules(node).stream()
        .filter(
            rule ->
                rule.contains("pattern")
                    ? measure <= Math.max(form.max(), MATCHED)
                        && !((String) value).matches(form.pattern())
                    : rule.contains("enum")
                        ? !form.set().contains(value)
                        : rule.contains("less") ? measure > form.max() : measure < form.min())
        .toList();
  }

  private static long measure(Form form, Object value) {
    return switch (form.type()) {
      case STRING, ENUM -> ((String) value).codePoints().count();
      case INTEGER -> whole((BigDecimal) value);
      case BLOB -> ((byte[]) value).length;
      case LIST -> ((List<?>) value).size();
      case MAP -> ((Map<?, ?>) value).size();
      case BOOLEAN, TIMESTAMP, STRUCTURE -> 0;
    };
  }

  /** Floored and clamped. */
  static long whole(BigDecimal number) {
    BigInteger floor = number.setScale(0, RoundingMode.FLOOR).toBigInteger();
    return floor.max(INT_MIN).min(INT_MAX).longValueExact();
  }

  private void add(String value, String at, String rule) {
    items.add("Value " + value + " at '" + at + "' failed to satisfy constraint: " + rule);
  }
}
