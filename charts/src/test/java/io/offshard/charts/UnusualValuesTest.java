// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that few people give do what they say. */
class UnusualValuesTest {
  private static final Set<String> EMPTY = Set.of("''", "[]", "{}");

  /** Not empty by themselves; null leaves it to Kubernetes. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "resources",
          "securityContext",
          "topologySpreadConstraints",
          "monitoring.dashboardLabels");

  @TempDir private Path directory;

  /** As it is with what is empty anyway, except for what {@code minimal} has to say. */
  static Stream<String> emptyValues() throws IOException {
    return all()
        .filter(value -> EMPTY.contains(value.standard()))
        .map(ValuesFile.Value::path)
        .filter(path -> !path.matches("config|secrets\\.(credentials|policies|tokenKeys)\\..*"));
  }

  /** The others, and the sections that values are in. */
  static Stream<String> valuesAndSections() throws IOException {
    return all()
        .filter(value -> !EMPTY.contains(value.standard()))
        .map(ValuesFile.Value::path)
        .filter(path -> !LEFT_OUT.contains(path))
        .flatMap(UnusualValuesTest::withSections)
        .distinct();
  }

  private static Stream<ValuesFile.Value> all() throws IOException {
    return ValuesFile.read(Chart.offshard().directory().resolve("values.yaml")).values().stream();
  }

  private static Stream<String> withSections(String path) {
    List<String> keys = List.of(path.split("\\."));
    return IntStream.rangeClosed(1, keys.size())
        .mapToObj(length -> String.join(".", keys.subList(0, length)));
  }

  @ParameterizedTest
  @MethodSource("emptyValues")
  void nullIsAsGoodAsNothing(String path) throws IOException {
    assertThat(render(nullAt(path)).objects())
        .isEqualTo(Chart.offshard().render(Chart.values("minimal")).objects());
  }

  @ParameterizedTest
  @MethodSource("valuesAndSections")
  void nullIsRefusedWhereSomethingHasToBeSaid(String path) {
    assertThatThrownBy(() -> render(nullAt(path)))
        .hasMessageContaining(
            "missing property '%s'".formatted(path.substring(path.lastIndexOf('.') + 1)));
  }

  private static String nullAt(String path) {
    return "{%s: null%s".formatted(path.replace(".", ": {"), "}".repeat(path.split("\\.").length));
  }

  @ParameterizedTest
  @CsvSource({"90000ms, 115", "1ms, 26", "2m, 145", "1h, 3625", "0s, 25"})
  void aPodHasTheTimeThatCallsMayTakeInWhateverUnit(String drain, long seconds) throws IOException {
    Manifest manifest = render("config: {api: {drain: %s}}".formatted(drain));
    assertThat(manifest.pods().getSpec().getTerminationGracePeriodSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "'kafka:9092, other:9093', '9092,9093'",
    "'[fd00::1234]:9092,[fd00::2]:9092', 9092",
    "'SSL://kafka:9094', 9094"
  })
  void theBrokersPortsAreThoseAfterTheirNames(String servers, String ports) throws IOException {
    Manifest manifest =
        render(
            "{networkPolicy: {enabled: true}, config: {kafka: {bootstrap.servers: '%s'}}}"
                .formatted(servers));
    assertThat(egressPorts(manifest)).isEqualTo(ports);
  }

  @Test
  void theBrokersPortsMayBeInTheEnvironment() throws IOException {
    Manifest manifest =
        render(
            """
            networkPolicy: {enabled: true}
            config: {kafka: {bootstrap.servers: ''}}
            extraEnv: [{name: OFFSHARD_KAFKA_BOOTSTRAP_SERVERS, value: 'kafka:9192'}]
            """);
    assertThat(egressPorts(manifest)).isEqualTo("9192");
  }

  /** Beside those of DNS. */
  private static String egressPorts(Manifest manifest) {
    return manifest.one(NetworkPolicy.class).getSpec().getEgress().get(1).getPorts().stream()
        .map(NetworkPolicyPort::getPort)
        .map(IntOrString::getIntVal)
        .map(String::valueOf)
        .reduce((a, b) -> a + "," + b)
        .orElseThrow();
  }

  @Test
  void theChartsOwnLabelsAndAnnotationsStayAsTheyAre() throws IOException {
    ObjectMeta plain = render("{}").pods().getMetadata();
    Manifest manifest =
        render(
            """
            podLabels: {app.kubernetes.io/name: other, team: a}
            podAnnotations: {checksum/offshard-config: x, example.org/team: a}
            monitoring:
              monitor: PodMonitor
              labels: {app.kubernetes.io/instance: other, team: a}
            """);
    ObjectMeta pods = manifest.pods().getMetadata();
    assertThat(pods.getLabels())
        .containsAllEntriesOf(plain.getLabels())
        .containsEntry("team", "a")
        .hasSize(plain.getLabels().size() + 1);
    assertThat(pods.getAnnotations())
        .containsAllEntriesOf(plain.getAnnotations())
        .containsEntry("example.org/team", "a");
    assertThat(manifest.one(PodMonitor.class).getMetadata().getLabels())
        .containsAllEntriesOf(Map.of("app.kubernetes.io/instance", "release", "team", "a"));
  }

  @Test
  void podsThatAreNotReadyAreNoReasonToKeepANode() throws IOException {
    PodDisruptionBudgetSpec budget = render("{}").one(PodDisruptionBudget.class).getSpec();
    assertThat(budget.getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
    assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
  }

  @Test
  void noPodAtAllIsAnAmountToo() throws IOException {
    PodDisruptionBudgetSpec budget =
        render("podDisruptionBudget: {minAvailable: 0}").one(PodDisruptionBudget.class).getSpec();
    assertThat(budget.getMinAvailable().getIntVal()).isZero();
    assertThat(budget.getMaxUnavailable()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "streams.prod, streams-prod-offshard",
    "offshard.prod, offshard-prod",
    "offshard-has-a-release-of-so-long-a-name-that-it-is.x,"
        + " offshard-has-a-release-of-so-long-a-name-that-it-is",
    "s12, s12-offshard"
  })
  void namesOfReleasesBecomeNamesOfServices(String release, String name) {
    Manifest manifest = Chart.offshard().render(Chart.KUBERNETES, release, Chart.values("minimal"));
    assertThat(manifest.objects())
        .extracting(object -> object.getMetadata().getName())
        .allMatch(each -> each.matches(name + "(-management|-dashboards)?"))
        .contains(name);
  }

  private Manifest render(String values) throws IOException {
    Path file = Files.writeString(directory.resolve("values.yaml"), values);
    return Chart.offshard().render(Chart.values("minimal"), file);
  }
}
