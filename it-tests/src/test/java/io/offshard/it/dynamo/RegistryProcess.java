// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import io.offshard.it.broker.Ports;
import io.offshard.it.broker.Signal;
import io.offshard.it.server.Jvm;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Apicurio Registry in a child JVM: what the module {@code it-tests/registry} has unpacked. It has
 * the API of Confluent's Schema Registry too. Schemas are kept in memory and end with it.
 */
record RegistryProcess(Process process, Path log, String url) implements AutoCloseable {
  private static final Path MODULE = Project.root().resolve("it-tests/registry/target/registry");

  /** Starts it and returns at once. */
  static RegistryProcess start(Path directory) {
    int port = Ports.free();
    try {
      Path log = Files.createDirectories(directory).resolve("registry.log");
      Process process =
          new ProcessBuilder(
                  List.of(
                      Jvm.java(),
                      "-Xmx256m",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "-Dquarkus.http.host=127.0.0.1",
                      "-Dquarkus.http.port=" + port,
                      "-jar",
                      program().toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new RegistryProcess(process, log, "http://127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path program() throws IOException {
    try (var files = Files.list(MODULE)) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findAny()
          .orElseThrow(() -> new AssertionError("the module it-tests/registry is not built"));
    }
  }

  /** Returns when it answers. */
  void awaitReady() {
    Awaitility.await("the schema registry")
        .atMost(Duration.ofSeconds(60))
        .failFast("it has ended, see " + log, () -> !process.isAlive())
        .ignoreExceptions()
        .until(() -> status() == 200);
  }

  private int status() throws IOException {
    HttpURLConnection call =
        (HttpURLConnection) URI.create(url + "/apis/ccompat/v7/subjects").toURL().openConnection();
    try {
      return call.getResponseCode();
    } finally {
      call.disconnect();
    }
  }

  /** Makes it hold its breath: it takes connections and answers none. */
  void freeze() {
    Signal.STOP.send(process.pid());
  }

  /** After {@link #freeze()}: it goes on as if nothing had been. */
  void resume() {
    Signal.CONT.send(process.pid());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
