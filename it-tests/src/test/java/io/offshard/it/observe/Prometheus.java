// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.broker.Ports;
import io.offshard.it.client.Installed;
import io.offshard.it.client.PlainHttp;
import io.offshard.it.server.OffshardProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** A Prometheus that scrapes a server once a second and evaluates rules. */
final class Prometheus implements AutoCloseable {
  private final URI address;
  private final Process process;

  private Prometheus(URI address, Process process) {
    this.address = address;
    this.process = process;
  }

  /** Starts it with its data in that directory; returns when it answers. */
  static Prometheus start(Path directory, OffshardProcess server, Path rules) {
    String listen = "127.0.0.1:" + Ports.free();
    try {
      Path config = directory.resolve("prometheus.yaml");
      Files.writeString(config, settings(server, rules));
      Process process =
          new ProcessBuilder(
                  Installed.prometheus().toString(),
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + directory.resolve("prometheus"),
                  "--web.listen-address=" + listen)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("prometheus.log").toFile())
              .start();
      Prometheus started = new Prometheus(URI.create("http://" + listen), process);
      Awaitility.await("Prometheus")
          .failFast("it has ended", () -> !process.isAlive())
          .until(started::isReady);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String settings(OffshardProcess server, Path rules) {
    return """
    global: {scrape_interval: 1s, evaluation_interval: 1s}
    rule_files: ['%s']
    scrape_configs:
      - job_name: offshard
        static_configs: [{targets: ['%s']}]
    """
        .formatted(rules, server.management().getAuthority());
  }

  private boolean isReady() {
    try {
      return ask("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  /** The samples that answer it now; fails when it is no query that can be answered. */
  List<JsonNode> query(String query) {
    return data("/api/v1/query?query=" + URLEncoder.encode(query, UTF_8), "result");
  }

  /** The rules of the first group, with their health and state. */
  List<JsonNode> rules() {
    List<JsonNode> groups = data("/api/v1/rules", "groups");
    return groups.getFirst().field("rules").orElseThrow().asArray();
  }

  private List<JsonNode> data(String path, String field) {
    HttpResponse<String> response = ask(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.body());
    }
    JsonNode answer = JsonNode.parser().parse(response.body());
    return answer.field("data").orElseThrow().field(field).orElseThrow().asArray();
  }

  private HttpResponse<String> ask(String path) {
    return PlainHttp.send(
        HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
