// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.broker.Ports;
import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A container of the image with the rights of nobody: another user than root, no capability, a file
 * system that cannot be written to, and the memory of a sidecar. It shares the network of the host,
 * on ports of its own, as a bridge would change the host.
 *
 * @param untilReady from the engine's start to the first 200 of {@code /readyz}
 * @param engineTime how long the engine took to begin
 */
record OffshardInPodman(
    Podman podman,
    String name,
    int port,
    int managementPort,
    Duration untilReady,
    Duration engineTime)
    implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final long PROBE_PAUSE = 10_000_000;

  /** {@code serve} as the image does by itself, set up by variables. */
  static OffshardInPodman serve(Podman podman, String image, ProcessBroker broker)
      throws IOException {
    return serve(podman, image, broker, "");
  }

  /** The same with options for the JVM. */
  static OffshardInPodman serve(
      Podman podman, String image, ProcessBroker broker, String jvmOptions) throws IOException {
    Path key = podman.directory().resolve("token.key");
    Files.write(key, "an-integration-test-s-key-of-more-than-32-bytes".getBytes(UTF_8));
    return start(
        podman,
        List.of(
            "--memory=256m",
            "--env=OFFSHARD_KAFKA_BOOTSTRAP_SERVERS=" + broker.bootstrapServers(),
            "--env=OFFSHARD_AUTH_MODE=none",
            "--env=JDK_JAVA_OPTIONS=" + jvmOptions,
            "--env=OFFSHARD_TOKENS_KEYS=[{id: it, file: /etc/offshard/token.key}]",
            "--volume=" + key + ":/etc/offshard/token.key:ro",
            "--read-only-tmpfs=false"),
        image,
        List.of());
  }

  /** {@code dev} as the image with a broker does by itself. */
  static OffshardInPodman dev(Podman podman, String image) throws IOException {
    return start(
        podman,
        List.of("--memory=1g", "--env=OFFSHARD_API_TLS_PORT=" + Ports.free()),
        image,
        List.of("dev", "--data-dir=/var/lib/offshard", "--kafka-port=" + Ports.free()));
  }

  private static OffshardInPodman start(
      Podman podman, List<String> options, String image, List<String> arguments)
      throws IOException {
    String name = StreamNames.fresh("offshard");
    int port = Ports.free();
    int management = Ports.free();
    List<String> words =
        new ArrayList<>(
            List.of(
                "run",
                "--detach",
                "--name=" + name,
                "--network=host",
                "--read-only",
                "--cap-drop=all",
                "--security-opt=no-new-privileges",
                "--env=OFFSHARD_API_PORT=" + port,
                "--env=OFFSHARD_MANAGEMENT_PORT=" + management));
    words.addAll(options);
    words.add(image);
    words.addAll(arguments);
    long begin = System.nanoTime();
    podman.run(words);
    Duration engine = Duration.ofNanos(System.nanoTime() - begin);
    while (!isReady(management)) {
      if (System.nanoTime() - begin > LONGEST_START.toNanos()) {
        String log = podman.attempt("logs", name).errors();
        podman.run("rm", "--force", name);
        throw new AssertionError("not ready: " + log);
      }
      LockSupport.parkNanos(PROBE_PAUSE);
    }
    Duration start = Duration.ofNanos(System.nanoTime() - begin);
    return new OffshardInPodman(podman, name, port, management, start, engine);
  }

  private static boolean isReady(int port) {
    try {
      URI probe = URI.create("http://127.0.0.1:" + port + "/readyz");
      return ((HttpURLConnection) probe.toURL().openConnection()).getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What the image's own health check says at this moment. */
  boolean isHealthy() {
    return podman.attempt("healthcheck", "run", name).status() == 0;
  }

  /** What the kernel says of the process: its user, its capabilities, its memory. */
  String status() throws IOException {
    String pid = podman.run("inspect", "--format", "{{.State.Pid}}", name);
    return Files.readString(Path.of("/proc", pid, "status"));
  }

  /** What files are in the memory of the process's own processes, by the kernel. */
  String filesOfChildren() throws IOException {
    long pid = Long.parseLong(podman.run("inspect", "--format", "{{.State.Pid}}", name));
    StringBuilder maps = new StringBuilder();
    for (ProcessHandle child : ProcessHandle.of(pid).orElseThrow().children().toList()) {
      maps.append(Files.readString(Path.of("/proc", Long.toString(child.pid()), "maps")));
    }
    return maps.toString();
  }

  double residentMebibytes() throws IOException {
    return status()
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow();
  }

  /** Ends it by SIGTERM, as engines do, and answers its exit code. */
  int stop() {
    podman.run("stop", "--time=20", name);
    return Integer.parseInt(podman.run("inspect", "--format", "{{.State.ExitCode}}", name));
  }

  @Override
  public void close() {
    podman.run("rm", "--force", "--volumes", name);
  }
}
