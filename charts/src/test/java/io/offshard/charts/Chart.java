// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A chart in a directory, as Helm sees it. */
record Chart(Path directory) {
  static final Path CHARTS = Path.of("").toAbsolutePath();

  /** The oldest Kubernetes that the chart is for. */
  static final String KUBERNETES = "1.30.0";

  /** What people install. */
  static Chart offshard() {
    return new Chart(CHARTS.resolve("offshard"));
  }

  /** An application's own, with Offshard as a sidecar. */
  static Chart orders() {
    return new Chart(CHARTS.resolve("src/test/charts/orders"));
  }

  static Path values(String name) {
    return CHARTS.resolve("src/test/values").resolve(name + ".yaml");
  }

  /** One of its own files. */
  Map<?, ?> yaml(String file) throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(directory.resolve(file)));
  }

  /** What {@code helm install} would print in the end, without asking a cluster. */
  String notes(Path values) {
    String output =
        new Helm(directory)
            .install()
            .clientOnly()
            .dryRun()
            .withKubeVersion(KUBERNETES)
            .withName("release")
            .withNamespace("streams")
            .withValuesFile(values)
            .call()
            .getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }

  LintResult lint() {
    return new Helm(directory).lint().strict().call();
  }

  /**
   * What {@code helm template} prints.
   *
   * @throws IllegalStateException with Helm's own words when it refuses
   */
  Manifest render(Path... values) {
    return render(KUBERNETES, values);
  }

  Manifest render(String kubernetes, Path... values) {
    return render(kubernetes, "release", values);
  }

  Manifest render(String kubernetes, String release, Path... values) {
    TemplateCommand command =
        new Helm(directory)
            .template()
            .withName(release)
            .withNamespace("streams")
            .withKubeVersion(kubernetes);
    for (Path file : values) {
      command = command.withValuesFile(file);
    }
    return Manifest.of(command.call());
  }
}
