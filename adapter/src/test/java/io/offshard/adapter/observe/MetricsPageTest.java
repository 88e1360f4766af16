// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/metrics.md");
  private static final Pattern NAME = Pattern.compile("\\boffshard_[a-z_]+\\b");
  private static final String BEGIN = "<!-- begin of the table -->\n";
  private static final String END = "<!-- end of the table -->\n";
  private static final String WRITE =
      "mvn -B -ntp -Dquick -pl mapping,adapter test -Dtest=MetricsPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write";

  @Test
  void thePageIsWhatTheTableSays() throws IOException {
    String before = Files.readString(PAGE);
    String page =
        before.substring(0, before.indexOf(BEGIN))
            + BEGIN
            + table()
            + before.substring(before.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).as("run: " + WRITE).content().isEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "charts/offshard/dashboards/offshard.json",
        "charts/offshard/rules/offshard.yaml",
        "docs/metrics.md",
        "docs/operations.md"
      })
  void namesOnlyMetricsOfTheTable(String file) throws IOException {
    Set<String> known =
        Arrays.stream(Metric.values())
            .map(metric -> metric.shown().replaceAll("(duration_seconds)$", "$1_bucket"))
            .collect(Collectors.toSet());
    known.add(Metric.REQUEST_DURATION.shown());
    Set<String> named =
        NAME.matcher(Files.readString(ROOT.resolve(file)))
            .results()
            .map(MatchResult::group)
            .filter(name -> !name.startsWith("offshard_lineage_topic"))
            .collect(Collectors.toSet());

    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  private static String table() {
    StringBuilder page = new StringBuilder();
    for (MetricGroup group : MetricGroup.values()) {
      page.append("\n## ")
          .append(group.title())
          .append("\n\n| metric | kind | labels | meaning |\n| --- | --- | --- | --- |\n");
      Arrays.stream(Metric.values())
          .filter(metric -> metric.group() == group)
          .forEach(metric -> page.append(row(metric)));
    }
    return page.append('\n').toString();
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            metric.shown(),
            metric.kind().name().toLowerCase(Locale.ROOT),
            labels,
            metric.meaning());
  }
}
