// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.flink;

import io.offshard.it.server.Jvm;
import io.offshard.it.server.Project;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Flink with one job that reads a stream, in a child JVM with a class path of its own: what the
 * module {@code it-tests/flink} has compiled and put together. It is ended by force.
 */
final class FlinkJob implements AutoCloseable {
  private static final Path MODULE = Project.root().resolve("it-tests/flink/target");

  private final Process process;
  private final Path output;
  private final Path log;

  /** A record that the job was given. */
  record Given(String shard, String number, String key, String text) {
    private static Given parse(String line) {
      String[] fields = line.split("\t", -1);
      return new Given(fields[0], fields[1], fields[2], fields[3]);
    }
  }

  /** Starts it and returns at once. */
  FlinkJob(Path directory, String stream, URI endpoint, Publisher publisher, List<String> options) {
    try {
      Files.createDirectories(directory);
      output = directory.resolve("records.txt");
      log = directory.resolve("flink.log");
      process =
          new ProcessBuilder(command(directory, stream, endpoint, publisher, options))
              .redirectOutput(output.toFile())
              .redirectError(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      Path directory, String stream, URI endpoint, Publisher publisher, List<String> options) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Jvm.java(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            // Where it unpacks a part of itself.
            "-Djava.io.tmpdir=" + directory,
            // What Flink's own scripts open to it.
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-cp",
            MODULE.resolve("classes") + File.pathSeparator + MODULE.resolve("lib/*")));
    command.addAll(options);
    command.addAll(
        List.of(
            "io.offshard.it.flink.job.ReadingJob", stream, endpoint.toString(), publisher.name()));
    return command;
  }

  /** What it was given so far, in that order; fails when it does not run any more. */
  List<Given> given() {
    try {
      if (!process.isAlive()) {
        throw new AssertionError("the job has ended:\n" + Files.readString(log));
      }
      String text = Files.readString(output);
      // The last line may be half written.
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Given::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has complained of. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
