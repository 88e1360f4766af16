// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of members, {@code members.txt}: for each operation the structure of its request. */
final class MemberTable {
  private static final Form REQUEST =
      Form.parse(new String[] {"form", "Request", "Structure", "-", "-", "-", "-"});

  private final Map<String, Form> forms = new HashMap<>();
  private final SortedMap<String, Node> requests = new TreeMap<>();

  private MemberTable(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        add(line.strip().split(" +"));
      }
    }
  }

  static SortedMap<String, Node> requests() {
    try (InputStream in = MemberTable.class.getResourceAsStream("members.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return new MemberTable(text.lines().toList()).requests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every member of a request, those inside others included. */
  static List<Node> all(Node node) {
    List<Node> all = new ArrayList<>();
    for (Node child : node.children()) {
      all.add(child);
      all.addAll(all(child));
    }
    return all;
  }

  private void add(String[] words) {
    if (words[0].equals("form")) {
      forms.put(words[1], Form.parse(words));
      return;
    }
    Node request = requests.computeIfAbsent(words[0], name -> Node.of("", true, REQUEST));
    if (!words[1].equals("-")) {
      Form form = Objects.requireNonNull(forms.get(words[3]), words[3]);
      Node parent = request;
      String[] steps = words[1].split("\\.");
      for (int i = 0; i < steps.length - 1; i++) {
        parent = parent.child(steps[i]);
      }
      Node node = Node.of(words[1], words[2].equals("required"), form);
      parent.inside().put(steps[steps.length - 1], node);
    }
  }
}
