// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.Command;
import io.offshard.it.client.Installed;
import io.offshard.it.client.PlainHttp;
import io.offshard.it.server.Project;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * {@code docker compose up}, all but Grafana, which no package of the system has. {@link
 * ContainersIT} runs it, in a network where the ports of the file are free.
 */
final class WholeScene {
  static final Path FILE = Project.root().resolve("docker/compose.yaml");

  private static final Path PROGRAMS_OF_THIS_SYSTEM =
      Project.root().resolve("it-tests/images/compose.yaml");
  private static final Duration LONGEST_START = Duration.ofSeconds(90);

  @TempDir private Path directory;

  @BeforeEach
  void up() {
    compose("up", "--detach", "kafka", "offshard", "producer", "consumer", "prometheus");
  }

  @AfterEach
  void down() {
    compose("down", "--volumes");
  }

  @Test
  void recordsGoThroughAndPrometheusSeesThem() {
    Awaitility.await("a record")
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(compose("logs", "consumer")).contains("it is "));
    Awaitility.await("its metric")
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(samples("offshard_stream_records_total > 0")).isNotEmpty());
  }

  /** What Prometheus answers to a query. */
  private static List<JsonNode> samples(String query) {
    URI address =
        URI.create("http://localhost:9090/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
    String answer =
        PlainHttp.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    JsonNode data = JsonNode.parser().parse(answer).field("data").orElseThrow();
    return data.field("result").orElseThrow().asArray();
  }

  private String compose(String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Installed.dockerCompose().toString(),
                "--file",
                FILE.toString(),
                "--file",
                PROGRAMS_OF_THIS_SYSTEM.toString(),
                "--ansi",
                "never"));
    words.addAll(List.of(arguments));
    return new Command(words, directory).succeed();
  }
}
