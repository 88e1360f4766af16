// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All operations of all APIs, as the page on compatibility lists them, and a call of each. */
final class Operations {
  private static final Path PAGE = Project.root().resolve("docs/compatibility.md");
  private static final Path CALLS = Project.testFile("access/calls.tsv");
  private static final Pattern API = Pattern.compile("## (\\w+): .*");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (yes|no) \\|.*");

  private Operations() {}

  /**
   * One call.
   *
   * @param rest the body; for v3io the method, the path and maybe a body
   */
  record Sample(String api, String operation, List<String> rest) {
    Sample {
      rest = List.copyOf(rest);
    }

    String name() {
      return api + ":" + operation;
    }

    /** The same with names in place of what stands in braces. */
    Sample filled(Map<String, String> names) {
      return new Sample(
          api,
          operation,
          rest.stream()
              .map(
                  text -> {
                    String filled = text;
                    for (Map.Entry<String, String> name : names.entrySet()) {
                      filled = filled.replace("${" + name.getKey() + "}", name.getValue());
                    }
                    return filled;
                  })
              .toList());
    }
  }

  /** The names of those that are served. */
  static Set<String> served() {
    return listed("yes");
  }

  /** The names of those that are refused by name. */
  static Set<String> refused() {
    return listed("no");
  }

  private static Set<String> listed(String served) {
    Set<String> names = new TreeSet<>();
    String api = "";
    for (String line : lines(PAGE)) {
      Matcher title = API.matcher(line);
      Matcher row = ROW.matcher(line);
      if (title.matches()) {
        api = title.group(1);
      } else if (row.matches() && row.group(2).equals(served)) {
        names.add(api + ":" + row.group(1));
      }
    }
    return names;
  }

  /** A call of each that is served, and an empty one of each that is not. */
  static List<Sample> samples() {
    List<Sample> samples =
        lines(CALLS).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> List.of(line.split("\t")))
            .map(parts -> new Sample(parts.get(0), parts.get(1), parts.subList(2, parts.size())))
            .collect(Collectors.toCollection(ArrayList::new));
    for (String name : refused()) {
      String[] parts = name.split(":", 2);
      samples.add(
          new Sample(
              parts[0],
              parts[1],
              parts[0].equals("v3io") ? List.of("PUT", "/users/any/", "{}") : List.of("{}")));
    }
    return samples;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
