// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.mapping.shape.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The members that the operations declare, as the paths of the table. */
final class Declared {
  private static final String STRUCTURES = "io.offshard.mapping.kinesis.";

  private Declared() {}

  static Map<String, List<String>> paths(OperationTable table) {
    Map<String, List<String>> paths = new TreeMap<>();
    for (Operation operation : table.operations()) {
      if (operation instanceof Operation.Served<?> served) {
        List<String> found = new ArrayList<>();
        add("", served.request(), found);
        paths.put(served.name(), found.stream().sorted().toList());
      }
    }
    return paths;
  }

  private static void add(String path, Struct<?> structure, List<String> found) {
    for (Struct.Row row : structure.rows()) {
      String member = path + row.member();
      found.add(member + (row.required() ? " required" : ""));
      inside(member, row.type(), found);
    }
  }

  private static void inside(String path, String type, List<String> found) {
    if (type.startsWith("List of ")) {
      found.add(path + ".* required");
      inside(path + ".*", type.substring("List of ".length()), found);
    } else if (type.startsWith("Map of String to ")) {
      found.add(path + ".* required");
      found.add(path + ".= required");
      inside(path + ".=", type.substring("Map of String to ".length()), found);
    } else if (!List.of("String", "Integer", "Boolean", "Blob", "Timestamp").contains(type)) {
      add(path + ".", structure(type), found);
    }
  }

  private static Struct<?> structure(String name) {
    try {
      return (Struct<?>) Class.forName(STRUCTURES + name).getField("SHAPE").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no structure " + name, e);
    }
  }
}
