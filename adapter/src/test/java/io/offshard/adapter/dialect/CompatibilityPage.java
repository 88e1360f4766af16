// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.mapping.shape.Struct;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the page of what is served and what is not, {@code docs/compatibility.md}. */
public final class CompatibilityPage {
  private static final String INTRODUCTION =
      """
      # Compatibility

      Written from the operation tables, and from what the integration tests have seen, by a test, which fails when this
      page is out of date.

      What is served behaves as the vendor documents it, except for what [differences.md](differences.md) lists, at its end
      [by operation](differences.md#by-operation). The members of a request that must be there are in bold type; members that are
      not listed are stepped over. What is not served is answered with status 400, `UnsupportedOperationException`
      (`InvalidAction` by yandex; by v3io with the reason alone) and the reason given here, and counted by the metric `offshard_unsupported_total`. The clients named
      have called the operation in a test and understood its answer; the versions of the AWS CLI and boto3 are Debian 12's,
      which do not know the newest operations. The clients of v3io speak plain HTTP, which is what was tested.
      """;

  private final Map<String, String> clients;

  /**
   * A page.
   *
   * @param clients by dialect and operation, those that have been seen to call it with success
   */
  public CompatibilityPage(Map<String, String> clients) {
    this.clients = Map.copyOf(clients);
  }

  /** Markdown, ending with a line feed. */
  public String markdown(List<OperationTable> tables) {
    return tables.stream().map(this::section).collect(Collectors.joining("", INTRODUCTION, ""));
  }

  private String section(OperationTable table) {
    long served =
        table.operations().stream()
            .filter(operation -> !(operation instanceof Operation.Unsupported))
            .count();
    return table.operations().stream()
        .map(operation -> row(table.dialect(), operation))
        .collect(
            Collectors.joining(
                "",
                """

                ## %s: %d of %d operations

                | operation | served | seen working with | members of the request, or why it is not served |
                | --- | --- | --- | --- |
                """
                    .formatted(table.dialect(), served, table.operations().size()),
                ""));
  }

  private String row(String dialect, Operation operation) {
    return switch (operation) {
      case Operation.Served<?> served ->
          "| `%s` | yes | %s | %s |\n"
              .formatted(
                  served.name(),
                  clients.getOrDefault(dialect + " " + served.name(), "no client yet"),
                  members(served.request()));
      case Operation.Plain plain ->
          "| `%s` | yes | %s | %s |\n"
              .formatted(
                  plain.name(),
                  clients.getOrDefault(dialect + " " + plain.name(), "no client yet"),
                  "none: told by path and query");
      case Operation.Unsupported unsupported ->
          "| `%s` | no | | %s |\n".formatted(unsupported.name(), unsupported.reason());
    };
  }

  private static String members(Struct<?> request) {
    return request.rows().isEmpty()
        ? "none"
        : request.rows().stream()
            .map(row -> (row.required() ? "**`%s`**" : "`%s`").formatted(row.member()))
            .collect(Collectors.joining(", "));
  }
}
