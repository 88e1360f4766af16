// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the last section of {@code docs/differences.md}: for each operation the differences above
 * that name it.
 */
public final class DifferencesByOperation {
  /** Where the section begins. */
  public static final String HEADING = "## By operation\n";

  private static final String INTRODUCTION =
      """

      Gathered by a test from what is above, which fails when it is out of date. An operation that is not here differs only in what its
      API's sections say of all of them.

      | API | operation | what differs |
      | --- | --- | --- |
      """;

  private static final Set<String> KINESIS = Set.of("kinesis");

  private static final Map<String, Set<String>> APIS =
      Map.of(
          "Streams", KINESIS,
          "Consumers", KINESIS,
          "SubscribeToShard", KINESIS,
          "Resource policies", KINESIS,
          "Records", KINESIS,
          "Errors", KINESIS,
          "Callers", KINESIS,
          "DynamoDB Streams", Set.of("dynamodbstreams", "dynamodb"),
          "Yandex Data Streams", Set.of("yandex"),
          "v3io", Set.of("v3io"));

  private static final Pattern DIFFERENCE =
      Pattern.compile("(?ms)^- \\*\\*(.+?)\\*\\*(.*?)(?=^- |\\z)");

  private record Difference(Set<String> apis, String anchor, String head, String text) {
    boolean isOf(String api, String operation) {
      return apis.contains(api)
          && Pattern.compile("\\b" + operation + "\\b").matcher(head + text).find();
    }

    String link() {
      return "[%s](#%s)".formatted(head.replaceAll("\\s+", " "), anchor);
    }
  }

  private DifferencesByOperation() {}

  /**
   * The section, in Markdown.
   *
   * @param page the page above it
   */
  public static String markdown(String page, List<OperationTable> tables) {
    List<Difference> all =
        Pattern.compile("(?m)^## ")
            .splitAsStream(page)
            .skip(1)
            .flatMap(section -> differences(section).stream())
            .toList();
    return tables.stream()
        .flatMap(table -> table.operations().stream().map(each -> row(table.dialect(), each, all)))
        .collect(Collectors.joining("", HEADING + INTRODUCTION, ""));
  }

  private static List<Difference> differences(String section) {
    String heading = section.lines().findFirst().orElseThrow();
    Set<String> apis = APIS.get(heading);
    if (apis == null) {
      throw new IllegalArgumentException("Say in APIS of which APIs the section is: " + heading);
    }
    String anchor = heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    return DIFFERENCE
        .matcher(section)
        .results()
        .map(found -> new Difference(apis, anchor, found.group(1), found.group(2)))
        .toList();
  }

  private static String row(String api, Operation operation, List<Difference> all) {
    String found =
        all.stream()
            .filter(each -> each.isOf(api, operation.name()))
            .map(Difference::link)
            .collect(Collectors.joining("; "));
    return found.isEmpty() || operation instanceof Operation.Unsupported
        ? ""
        : "| %s | `%s` | %s |\n".formatted(api, operation.name(), found);
  }
}
