// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import io.offshard.it.broker.Ports;
import io.offshard.it.broker.Signal;
import io.offshard.it.server.Program.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The real program as a child process on fixed ports. It can be stopped, killed and started again
 * with the same data, and keeps its address.
 */
public final class OffshardProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Program program;
  private final int apiPort;
  private final int managementPort;
  private Run run;

  private OffshardProcess(Program program, int apiPort, int managementPort) {
    this.program = program;
    this.apiPort = apiPort;
    this.managementPort = managementPort;
    this.run = program.start();
    awaitReady();
  }

  /** {@code offshard serve} on an external Kafka; returns when it is ready. */
  public static OffshardProcess serve(Path directory, String bootstrapServers) {
    return serve(directory, bootstrapServers, Map.of());
  }

  /** The same with variables, for the configuration ({@code OFFSHARD_...}) and for the launcher. */
  public static OffshardProcess serve(
      Path directory, String bootstrapServers, Map<String, String> environment) {
    int api = Ports.free();
    int management = Ports.free();
    Program program = program(directory, bootstrapServers, environment, api, management);
    return new OffshardProcess(program, api, management);
  }

  /** What {@link #serve(Path, String, Map)} runs, for a start that is to fail. */
  public static Program program(
      Path directory, String bootstrapServers, Map<String, String> environment) {
    return program(directory, bootstrapServers, environment, Ports.free(), Ports.free());
  }

  private static Program program(
      Path directory,
      String bootstrapServers,
      Map<String, String> environment,
      int api,
      int management) {
    String yaml =
        ServeConfig.yaml(directory, bootstrapServers, api, management, "__offshard_lineage");
    Path config = ServeConfig.write(directory.resolve("offshard.yaml"), yaml);
    Program program = Program.of(directory, "serve", "--config", config.toString());
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      program = program.with(variable.getKey(), variable.getValue());
    }
    return program;
  }

  /** The sum of a metric's values of this moment that begin so: a name, maybe whole labels. */
  public double metric(String start) {
    return ask("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(start) && "{ ,}".indexOf(line.charAt(start.length())) >= 0)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The operating system's number of the process. */
  public long pid() {
    return run.process().pid();
  }

  /** What was run; with it a test can run a second one in the same place. */
  public Program program() {
    return program;
  }

  /** {@code offshard dev} with a broker of its own; returns when it is ready. */
  public static OffshardProcess dev(Path directory, String... options) {
    int api = Ports.free();
    int management = Ports.free();
    return new OffshardProcess(
        Program.dev(directory, api, management, Ports.free()).and(options), api, management);
  }

  /** Where clients of the broker of {@link #dev} connect. */
  public String kafka() {
    return "127.0.0.1:" + program.option("--kafka-port");
  }

  /** Where clients of the streaming APIs connect. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + apiPort);
  }

  /** Where probes and metrics are. */
  public URI management() {
    return URI.create("http://127.0.0.1:" + managementPort);
  }

  /** Everything it has printed since its last start. */
  public String output() {
    return run.output();
  }

  /** Ends it in order, as Ctrl-C does, and answers its exit code. */
  public int stop() {
    return run.stop();
  }

  /** Ends the program as {@code kill -9} does; its broker, if it has one, is left to notice. */
  public void kill() {
    run.kill();
  }

  /** Stops its clock: connections stay open, and nothing on them is answered. */
  public void freeze() {
    Signal.STOP.send(pid());
  }

  /** After {@link #freeze()}: it goes on as if nothing had been. */
  public void thaw() {
    Signal.CONT.send(pid());
  }

  /** Ends the program and its broker at once as {@code kill -9} does. */
  public void killWithBroker() {
    List<ProcessHandle> children = run.descendants();
    run.kill();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().join());
  }

  /** Ends only the broker as {@code kill -9} does. */
  public void killBroker() {
    List<ProcessHandle> children = run.descendants();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().join());
  }

  /** Waits until the program has ended by itself and answers its exit code. */
  public int awaitEnd() {
    return run.awaitEnd();
  }

  /**
   * After it has ended: starts it again on the same ports and data, and returns when it is ready.
   */
  public void startAgain() {
    run = program.start();
    awaitReady();
  }

  @Override
  public void close() {
    run.close();
  }

  /** What {@code /readyz} says at this moment; false while nothing answers. */
  public boolean isReady() {
    try {
      return ask("/readyz").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** What the management port answers at {@code path}. */
  public HttpResponse<String> ask(String path) {
    HttpRequest probe = HttpRequest.newBuilder(management().resolve(path)).timeout(PROBE).build();
    try {
      return HTTP.send(probe, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() {
    try {
      Awaitility.await("readiness")
          .atMost(START)
          .failFast("the program has ended", () -> !run.isAlive())
          .until(this::isReady);
    } catch (RuntimeException e) {
      run.close();
      throw new AssertionError("not ready:\n" + output(), e);
    }
  }
}
