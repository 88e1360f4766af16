// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Request bodies that hold every member of the table and are right but for some of them. */
final class Request {
  /** In place of a value: the member is not there. */
  static final Object ABSENT = new Object();

  private Request() {}

  /**
   * A body.
   *
   * @param changed what some members hold instead, by their paths. The second element of a list and
   *     the second entry of a map change, the first stays as it is.
   */
  static Map<String, @Nullable Object> of(Node request, Map<String, ?> changed) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Node member : request.children()) {
      Object value = value(member, changed);
      if (!ABSENT.equals(value)) {
        members.put(member.name(), value);
      }
    }
    return members;
  }

  /** A value that is right. */
  static Object good(Node node) {
    Object good = value(node, Map.of());
    if (good == null) {
      throw new IllegalStateException("null is never right");
    }
    return good;
  }

  private static @Nullable Object value(Node node, Map<String, ?> changed) {
    if (changed.containsKey(node.path())) {
      return changed.get(node.path());
    }
    String good = node.form().good();
    return switch (node.form().type()) {
      case STRING, ENUM -> good;
      case INTEGER, TIMESTAMP -> new BigDecimal(good);
      case BOOLEAN -> Boolean.valueOf(good);
      case BLOB -> Base64.getDecoder().decode(good);
      case STRUCTURE -> of(node, changed);
      case LIST -> {
        List<@Nullable Object> list = new ArrayList<>();
        list.add(good(node.element()));
        Object second = value(node.element(), changed);
        if (!ABSENT.equals(second)) {
          list.add(second);
        }
        yield list;
      }
      case MAP -> map(node, changed);
    };
  }

  private static Map<String, @Nullable Object> map(Node node, Map<String, ?> changed) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(node.child("*").form().good(), good(node.element()));
    Object key = changed.get(node.child("*").path());
    Object second = value(node.element(), changed);
    if (!ABSENT.equals(second)) {
      map.put(key instanceof String text ? text : "second", second);
    }
    return map;
  }

  /** A list or a map of so many right elements. */
  static Object ofSize(Node node, int size) {
    if (node.form().type() == Form.Type.LIST) {
      Object[] elements = new Object[size];
      Arrays.fill(elements, good(node.element()));
      return Arrays.asList(elements);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put("k" + i, good(node.element()));
    }
    return map;
  }
}
