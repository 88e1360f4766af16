// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.offshard.adapter.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offshard inside an application's pods. */
class SidecarTest {
  private static final Path PAGE = Chart.CHARTS.resolveSibling("docs").resolve("kubernetes.md");

  @TempDir private Path directory;

  @Test
  void startsBeforeTheApplicationAndEndsAfterIt() {
    Container container = ServerPod.of(Chart.orders().render()).container();
    assertThat(container.getRestartPolicy()).isEqualTo("Always");
    assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/readyz");
    assertThat(container.getLifecycle()).isNull();
  }

  @Test
  void isReachedFromInsideThePodOnlyUnlessToldOtherwise() throws IOException {
    Config config = ServerPod.of(Chart.orders().render()).config(directory);
    assertThat(config.api().host()).isEqualTo("127.0.0.1");
    assertThat(config.management().host()).isEqualTo("0.0.0.0");

    Path values = directory.resolve("values.yaml");
    Files.writeString(values, "offshard: {config: {api: {host: 0.0.0.0}}}");
    ServerPod told = ServerPod.of(Chart.orders().render(values));
    assertThat(told.config(directory).api().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void theChartItselfAddsNoPodsAndNothingAboutThem() throws IOException {
    Path values = directory.resolve("values.yaml");
    Files.writeString(
        values,
        """
        mode: sidecar
        autoscaling: {enabled: true}
        networkPolicy: {enabled: true}
        """);
    Manifest manifest = Chart.offshard().render(Chart.values("minimal"), values);
    assertThat(manifest.objects()).hasSize(1).hasOnlyElementsOfType(ConfigMap.class);
  }

  @Test
  void thePodOfThePageIsThatOfTheChart() throws IOException {
    Matcher example =
        Pattern.compile("```yaml\n(apiVersion: v1\nkind: Pod\n.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();
    Pod pod = Manifest.of(example.group(1)).one(Pod.class);
    ServerPod chart = ServerPod.of(Chart.orders().render());

    assertThat(pod.getSpec().getInitContainers()).containsExactly(chart.container());
    assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
  }

  @Test
  void thePiecesOnThePageAreThoseOfTheExample() throws IOException {
    String example =
        Files.readString(Chart.orders().directory().resolve("templates/deployment.yaml"));
    assertThat(Files.readString(PAGE).lines())
        .filteredOn(line -> line.contains("{{- include"))
        .hasSize(4)
        .allSatisfy(line -> assertThat(example.lines()).contains(line));
  }
}
