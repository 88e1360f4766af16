// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.util.List;
import java.util.function.Supplier;

/**
 * The port for operators, apart from the API: {@code /livez} answers while the process runs, {@code
 * /readyz} answers 503 and the reasons while it should not be sent calls, {@code /metrics} is the
 * Prometheus text, {@code /info} names the build.
 */
public final class ManagementServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final ApiServer server;
  private final Readiness readiness;
  private final Supplier<String> metrics;
  private final String info;

  /**
   * Prepares the server; nothing listens before {@link #start()}.
   *
   * @param metrics gives the Prometheus text of this moment
   * @param version the version of this build, for {@code /info}
   */
  public ManagementServer(
      String host, int port, Readiness readiness, Supplier<String> metrics, String version) {
    this.server = new ApiServer(HttpSettings.questions(host, port), this::answer);
    this.readiness = readiness;
    this.metrics = metrics;
    this.info =
        "{\"name\":\"offshard\",\"version\":\"%s\"}\n"
            .formatted(version.replaceAll("[^\\w.+-]", "_"));
  }

  /**
   * Listens and serves.
   *
   * @throws CannotListen when the address cannot be had
   */
  public void start() {
    server.start();
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** Stops without waiting. */
  @Override
  public void close() {
    server.close();
  }

  private Reply answer(Exchange exchange) {
    if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
      return Reply.text(405, TEXT, "only GET\n");
    }
    return switch (exchange.path()) {
      case "/livez" -> Reply.text(200, TEXT, "ok\n");
      case "/readyz" -> ready();
      case "/metrics" -> Reply.text(200, PROMETHEUS, metrics.get());
      case "/info" -> Reply.text(200, "application/json", info);
      default -> Reply.text(404, TEXT, "try /livez, /readyz, /metrics or /info\n");
    };
  }

  private Reply ready() {
    List<String> problems = readiness.problems();
    return problems.isEmpty()
        ? Reply.text(200, TEXT, "ready\n")
        : Reply.text(503, TEXT, String.join("\n", problems) + "\n");
  }
}
