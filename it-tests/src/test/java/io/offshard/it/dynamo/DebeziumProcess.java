// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import io.offshard.it.server.Jvm;
import io.offshard.it.server.Project;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Debezium in a child JVM with a class path of its own: what the module {@code it-tests/debezium}
 * has compiled and put together. It is ended by force.
 */
record DebeziumProcess(Process process, Path log) implements AutoCloseable {
  private static final Path MODULE = Project.root().resolve("it-tests/debezium/target");

  /**
   * Starts it and returns at once.
   *
   * @param registry the address of a schema registry
   * @param connectors the settings of each
   */
  static DebeziumProcess start(
      Path directory,
      String bootstrapServers,
      String registry,
      List<Map<String, String>> connectors) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Jvm.java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                MODULE.resolve("classes") + File.pathSeparator + MODULE.resolve("lib/*"),
                "io.offshard.it.debezium.capture.Capture",
                bootstrapServers,
                registry));
    try {
      Files.createDirectories(directory);
      for (Map<String, String> settings : connectors) {
        command.add(write(directory, settings).toString());
      }
      Path log = directory.resolve("debezium.log");
      return new DebeziumProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start(),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path directory, Map<String, String> settings) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    Path file = directory.resolve(settings.get("name") + ".properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  /** Fails with what it has printed when it does not run any more. */
  void requireAlive() {
    if (!process.isAlive()) {
      try {
        throw new AssertionError("Debezium has ended:\n" + Files.readString(log));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
