// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.mapping.shape.Struct;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the page of what is served and what is not, {@code docs/compatibility.md}. */
public final class CompatibilityPage {
  private static final String INTRODUCTION =
      """
      # Compatibility

      Written from the operation tables by a test, which fails when this page is out of date.

      What is served behaves as the vendor documents it, except for what [differences.md](differences.md) lists. The
      members of a request that must be there are in bold type; members that are not listed are stepped over. What is
      not served is answered with status 400, `UnsupportedOperationException` and the reason given here, and counted by
      the metric `offshard_unsupported_total`.
      """;

  private CompatibilityPage() {}

  /** Markdown, ending with a line feed. */
  public static String markdown(List<OperationTable> tables) {
    return tables.stream()
        .map(CompatibilityPage::section)
        .collect(Collectors.joining("", INTRODUCTION, ""));
  }

  private static String section(OperationTable table) {
    long served = table.operations().stream().filter(Operation.Served.class::isInstance).count();
    return table.operations().stream()
        .map(CompatibilityPage::row)
        .collect(
            Collectors.joining(
                "",
                """

                ## %s: %d of %d operations

                | operation | served | members of the request, or why it is not served |
                | --- | --- | --- |
                """
                    .formatted(table.dialect(), served, table.operations().size()),
                ""));
  }

  private static String row(Operation operation) {
    return switch (operation) {
      case Operation.Served<?> served ->
          "| `%s` | yes | %s |\n".formatted(served.name(), members(served.request()));
      case Operation.Unsupported unsupported ->
          "| `%s` | no | %s |\n".formatted(unsupported.name(), unsupported.reason());
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
