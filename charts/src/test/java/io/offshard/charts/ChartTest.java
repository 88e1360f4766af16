// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The charts as such. */
class ChartTest {
  @Test
  void helmFindsNothingToComplainOf() {
    for (Chart chart : new Chart[] {Chart.offshard(), Chart.orders()}) {
      LintResult result = chart.lint();
      assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }
  }

  @Test
  void theChartHasTheVersionOfTheProject() throws IOException {
    Matcher project =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(Chart.CHARTS.resolve("pom.xml")));
    assertThat(project.find()).isTrue();
    Map<?, ?> chart = Chart.offshard().yaml("Chart.yaml");
    assertThat(chart.get("version")).isEqualTo(project.group(1));
    assertThat(chart.get("appVersion")).isEqualTo(project.group(1));
  }

  @Test
  void theNotesTellWhereTheApiIs() {
    assertThat(Chart.offshard().notes(Chart.values("minimal")))
        .contains("\n  http://release-offshard.streams.svc:4567\n")
        .contains("--region us-east-1 kinesis list-streams")
        .doesNotContain("https://");
    assertThat(Chart.offshard().notes(Chart.values("encrypted-only")))
        .contains("\n  https://release-offshard.streams.svc:4568\n")
        .doesNotContain("http://release-offshard");
  }
}
