// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.Command;
import io.offshard.it.client.Installed;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Prometheus itself takes the alert rules and the queries of the dashboard. */
final class PrometheusIT {
  private static final Path CHART = Project.root().resolve("charts/offshard");
  private static final Path RULES = CHART.resolve("rules/offshard.yaml");
  private static final Path RULES_TEST = Project.testFile("prometheus/rules-test.yaml");

  /** They have no data while nobody subscribes, errs, or collects garbage. */
  private static final Set<String> MAYBE_EMPTY =
      Set.of("Lag of subscriptions", "Errors a second, by type", "Time in garbage collection");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OFFSHARD_LINEAGE_TOPIC", "__" + StreamNames.fresh("prometheus"),
          "OFFSHARD_ITEMS_TOPIC", "__" + StreamNames.fresh("prometheus"));

  @TempDir private Path directory;

  private record Query(String title, String text) {}

  @Test
  void eachAlertFiresAndNotBeforeItsTime() throws IOException {
    String promtool = Installed.promtool().toString();

    new Command(List.of(promtool, "check", "rules", RULES.toString()), directory).succeed();
    new Command(List.of(promtool, "test", "rules", RULES_TEST.toString()), directory).succeed();
    assertThat(names("alertname: (\\w+)", RULES_TEST))
        .hasSize(13)
        .isEqualTo(names("- alert: (\\w+)", RULES));
  }

  private static Set<String> names(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void theDashboardShowsAServersTrafficAndNoAlertIsUp() throws IOException {
    Installed.prometheus();
    String kafka = SharedServer.broker().bootstrapServers();
    try (OffshardProcess server = OffshardProcess.serve(directory, kafka, ENVIRONMENT);
        KinesisClient kinesis = JavaClients.impatient(server.endpoint());
        Prometheus prometheus = Prometheus.start(directory, server, RULES)) {
      LiveStream stream = LiveStream.create(kinesis, 1);
      List<Query> queries = queries();
      assertThat(queries).hasSizeGreaterThan(40);
      Awaitility.await("data for each query")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                stream.put(0, "record");
                stream.page(stream.iterator(0, ShardIteratorType.TRIM_HORIZON));
                assertThat(queries).allSatisfy(query -> assertShown(prometheus, query));
                assertFlowing(prometheus, stream);
              });
      assertThat(prometheus.rules())
          .hasSize(13)
          .allSatisfy(
              rule -> {
                assertThat(text(rule, "health")).isEqualTo("ok");
                assertThat(text(rule, "state")).isEqualTo("inactive");
              });
    }
  }

  private static void assertShown(Prometheus prometheus, Query query) {
    List<JsonNode> samples = prometheus.query(query.text());
    if (!MAYBE_EMPTY.contains(query.title())) {
      assertThat(samples).as("%s: %s", query.title(), query.text()).isNotEmpty();
    }
  }

  private static void assertFlowing(Prometheus prometheus, LiveStream stream) {
    String one = "{stream=\"" + stream.name() + "\",direction=~\"in|out\"}[15s]) > 0";
    for (String what : List.of("records", "bytes", "calls")) {
      assertThat(prometheus.query("rate(offshard_stream_" + what + "_total" + one))
          .as(what)
          .hasSize(2);
    }
    assertThat(
            prometheus.query(
                "offshard_stream_iterator_age_seconds{stream=\"" + stream.name() + "\"} < 60"))
        .hasSize(1);
  }

  private static String text(JsonNode node, String field) {
    return node.field(field).map(JsonNode::asString).orElse("none");
  }

  /** All that the dashboard asks, with its variables replaced as Grafana does it for "All". */
  private static List<Query> queries() throws IOException {
    String dashboard = Files.readString(CHART.resolve("dashboards/offshard.json"));
    return panels(JsonNode.parser().parse(dashboard))
        .flatMap(
            panel ->
                array(panel, "targets").stream()
                    .map(target -> new Query(text(panel, "title"), replaced(text(target, "expr")))))
        .toList();
  }

  private static Stream<JsonNode> panels(JsonNode of) {
    return array(of, "panels").stream()
        .flatMap(each -> Stream.concat(Stream.of(each), panels(each)));
  }

  private static List<JsonNode> array(JsonNode of, String field) {
    return of.field(field).map(JsonNode::asArray).orElse(List.of());
  }

  private static String replaced(String query) {
    String ready =
        query.replace("$__rate_interval", "15s").replaceAll("\\$(job|instance|stream)\\b", ".*");
    assertThat(ready).doesNotContain("$");
    return ready;
  }
}
