// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A member of the table with those inside it: by name, an element of a list as {@code *}, the key
 * of a map as {@code *} and its value as {@code =}.
 */
record Node(String path, boolean required, Form form, Map<String, Node> inside) {

  static Node of(String path, boolean required, Form form) {
    return new Node(path, required, form, new LinkedHashMap<>());
  }

  Collection<Node> children() {
    return inside.values();
  }

  Node child(String name) {
    Node child = inside.get(name);
    if (child == null) {
      throw new IllegalStateException("the table has no " + path + "." + name);
    }
    return child;
  }

  /** The value of a map, the element of a list. */
  Node element() {
    return child(form.type() == Form.Type.MAP ? "=" : "*");
  }

  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The name as violations show it. */
  String shownName() {
    return Character.toLowerCase(name().charAt(0)) + name().substring(1);
  }
}
