// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.Jvm;
import io.offshard.it.server.Project;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Kinesis Client Library with the DynamoDB Streams Kinesis Adapter in a child JVM with a class
 * path of its own: what the module {@code it-tests/dynamodb-adapter} has compiled and put together.
 * It is ended by force.
 */
final class AdapterWorker implements AutoCloseable {
  private static final Path MODULE = Project.root().resolve("it-tests/dynamodb-adapter/target");

  private final Process process;
  private final Path output;
  private final Path log;

  /** A change that the worker was given. */
  record Given(String shard, String number, String eventId, String version) {}

  /** Starts it and returns at once. */
  AdapterWorker(Path directory, String arn, String application, URI streams, URI leases) {
    output = directory.resolve("worker.txt");
    log = directory.resolve("worker.log");
    try {
      process =
          new ProcessBuilder(
                  Jvm.java(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                  "-cp",
                  MODULE.resolve("classes") + File.pathSeparator + MODULE.resolve("lib/*"),
                  "io.offshard.it.dynamo.worker.ChangesWorker",
                  arn,
                  application,
                  streams.toString(),
                  leases.toString())
              .redirectOutput(output.toFile())
              .redirectError(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the order in which it was given them. */
  List<Given> given() {
    return lines("seen").stream()
        .map(fields -> new Given(fields[1], fields[2], fields[3], fields[4]))
        .toList();
  }

  /** The shards that it has read to their end, as often as it was told. */
  List<String> ended() {
    return lines("ended").stream().map(fields -> fields[1]).toList();
  }

  private List<String[]> lines(String kind) {
    assertThat(process.isAlive()).as("it runs, see %s", log).isTrue();
    try {
      String text = Files.readString(output);
      // The last line may be half written.
      return text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(line -> line.split("\t", -1))
          .filter(fields -> fields[0].equals(kind))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
