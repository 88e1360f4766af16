// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfig;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfigBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards and alert rules are carried as they are in the files of the chart. */
class MonitoringTest {
  private static final String DASHBOARD =
      """
      {"title": "Streams", "panels": [{"legendFormat": "{{operation}}"}]}
      """;
  private static final String RULES =
      """
      groups:
        - name: offshard
          rules:
            - alert: OnePodIsDown
              expr: up{job="offshard"} == 0
              for: 1m
              labels: {severity: critical}
              annotations:
                summary: '{{ $labels.pod }} is down, {{ printf "%.0f" $value }}'
      """;

  private static final Pattern ALERT = Pattern.compile(" *(?:- )?alert: *(\\w+) *");

  @TempDir private Path directory;

  @Test
  void everyDashboardAndRuleOfTheChartIsCarried() throws IOException {
    Chart chart = withFiles(DASHBOARD, RULES);
    Manifest manifest = chart.render(Chart.values("everything"));

    ConfigMap dashboards = dashboards(manifest).findFirst().orElseThrow();
    assertThat(dashboards.getMetadata().getLabels()).containsEntry("grafana", "yes");
    assertThat(dashboards.getData()).isEqualTo(contents(chart.directory().resolve("dashboards")));

    PrometheusRule rules = manifest.one(PrometheusRule.class);
    assertThat(rules.getMetadata().getLabels()).containsEntry("release", "prometheus");
    assertThat(rules.getSpec().getGroups())
        .flatExtracting(RuleGroup::getRules)
        .extracting(Rule::getAlert)
        .filteredOn(Objects::nonNull)
        .isNotEmpty()
        .isEqualTo(alerts(chart.directory().resolve("rules")));
    assertThat(rules.getSpec().getGroups())
        .flatExtracting(RuleGroup::getRules)
        .filteredOn(rule -> "OnePodIsDown".equals(rule.getAlert()))
        .singleElement()
        .extracting(rule -> rule.getAnnotations().get("summary"))
        .isEqualTo("{{ $labels.pod }} is down, {{ printf \"%.0f\" $value }}");
  }

  @Test
  void aChartWithoutThemMakesNoEmptyObjects() throws IOException {
    Chart chart = copy();
    delete(chart.directory().resolve("dashboards"));
    delete(chart.directory().resolve("rules"));
    Manifest manifest = chart.render(Chart.values("everything"));

    assertThat(dashboards(manifest)).isEmpty();
    assertThat(manifest.all(PrometheusRule.class)).isEmpty();
  }

  @Test
  void nothingOfItIsThereUnlessAskedFor() throws IOException {
    Manifest manifest = withFiles(DASHBOARD, RULES).render(Chart.values("minimal"));

    assertThat(dashboards(manifest)).isEmpty();
    assertThat(manifest.all(PrometheusRule.class)).isEmpty();
    assertThat(manifest.all(PodMonitor.class)).isEmpty();
  }

  @Test
  void theJobOfMetricsIsTheNameOfTheReleasesObjects() throws IOException {
    PodMonitor pods = Chart.offshard().render(Chart.values("encrypted-only")).one(PodMonitor.class);
    assertThat(pods.getSpec().getPodMetricsEndpoints())
        .flatExtracting(PodMetricsEndpoint::getRelabelings)
        .containsExactly(job("release-offshard"));

    ServiceMonitor service = with("{monitor: ServiceMonitor}").one(ServiceMonitor.class);
    assertThat(service.getSpec().getEndpoints())
        .flatExtracting(Endpoint::getRelabelings)
        .containsExactly(job("release-offshard"));

    PodMonitor sidecar = Chart.orders().render().one(PodMonitor.class);
    assertThat(sidecar.getSpec().getPodMetricsEndpoints())
        .flatExtracting(PodMetricsEndpoint::getRelabelings)
        .containsExactly(job("release-offshard"));
  }

  private static RelabelConfig job(String name) {
    return new RelabelConfigBuilder().withTargetLabel("job").withReplacement(name).build();
  }

  @Test
  void aReleaseIsDownWhenItsOwnProcessesAre() throws IOException {
    assertThat(down(with("{monitor: PodMonitor, rules: true}")))
        .isEqualTo("absent(offshard_ready{namespace=\"streams\",job=\"release-offshard\"})");
  }

  @Test
  void aReleaseThatIsScrapedOtherwiseIsNotLookedForByLabelsThatItMayNotHave() throws IOException {
    assertThat(down(with("{rules: true}"))).isEqualTo("absent(offshard_ready)");
  }

  private Manifest with(String monitoring) throws IOException {
    Path values = directory.resolve("values.yaml");
    Files.writeString(values, "monitoring: " + monitoring);
    return Chart.offshard().render(Chart.values("minimal"), values);
  }

  private static String down(Manifest manifest) {
    return manifest.one(PrometheusRule.class).getSpec().getGroups().stream()
        .flatMap(group -> group.getRules().stream())
        .filter(rule -> "OffshardDown".equals(rule.getAlert()))
        .map(rule -> rule.getExpr().getStrVal())
        .findFirst()
        .orElseThrow();
  }

  private static Stream<ConfigMap> dashboards(Manifest manifest) {
    return manifest
        .all(ConfigMap.class)
        .filter(map -> map.getMetadata().getName().endsWith("-dashboards"));
  }

  /** By the names of the files, which come in Helm's order: that of their names. */
  private static SortedMap<String, String> contents(Path directory) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  /** The names of the alerts, as a reader of lines finds them. */
  private static List<String> alerts(Path directory) throws IOException {
    return contents(directory).values().stream()
        .flatMap(String::lines)
        .map(ALERT::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .toList();
  }

  private Chart withFiles(String dashboard, String rules) throws IOException {
    Chart chart = copy();
    write(chart.directory().resolve("dashboards/of-the-test.json"), dashboard);
    write(chart.directory().resolve("rules/of-the-test.yaml"), rules);
    return chart;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Chart copy() throws IOException {
    Path source = Chart.offshard().directory();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path target = directory.resolve(source.relativize(file).toString());
        if (!Files.isDirectory(file)) {
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
    return new Chart(directory);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      for (String file : contents(directory).keySet()) {
        Files.delete(directory.resolve(file));
      }
    }
  }
}
