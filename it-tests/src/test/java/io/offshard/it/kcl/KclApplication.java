// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.util.Objects.requireNonNull;

import io.offshard.it.server.Jvm;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Workers of one application of the Kinesis Client Library that share one stream. All append to one
 * file, so that the order of its lines is the order in which things happened.
 */
final class KclApplication implements AutoCloseable {

  /** The library waits up to 30 s before its first look at the shards. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Reading all their events takes a moment too. */
  static final Duration BETWEEN = Duration.ofMillis(250);

  private static final Duration FIRST = Duration.ofSeconds(30);

  private final Path directory;
  private final String stream;
  private final Retrieval retrieval;
  private final URI dynamoDb;
  private final LeaseTable leases;
  private final Map<String, Process> workers = new HashMap<>();

  /** No worker yet; files are left below {@code directory}. */
  KclApplication(Path directory, String stream, Retrieval retrieval, URI dynamoDb) {
    this.directory = directory;
    this.stream = stream;
    this.retrieval = retrieval;
    this.dynamoDb = dynamoDb;
    this.leases = LeaseTable.create(dynamoDb, stream);
  }

  /**
   * Starts one more worker and returns before it has leases.
   *
   * @param kinesis the server that it is to call
   */
  void start(String worker, URI kinesis) {
    start(worker, kinesis, List.of());
  }

  /** The same with options for its JVM. */
  void start(String worker, URI kinesis, List<String> options) {
    if (!workers.isEmpty()) {
      Awaitility.await("the first worker has begun").atMost(FIRST).until(leases::hasVersion);
    }
    try {
      Files.createDirectories(directory);
      Process process =
          new ProcessBuilder(command(worker, kinesis, options))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(events().toFile()))
              .redirectError(log(worker).toFile())
              .start();
      workers.put(worker, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(String worker, URI kinesis, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Jvm.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + Project.testFile("resources/kcl/logback.xml"),
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(options);
    command.addAll(
        List.of(
            KclWorker.class.getName(),
            worker,
            // The name of the application too.
            stream,
            kinesis.toString(),
            dynamoDb.toString(),
            retrieval.name()));
    return command;
  }

  /** Ends a worker as {@code kill -9} does. */
  void kill(String worker) {
    Process process = process(worker);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** What all workers have done so far, in the order of time. */
  Readings readings() {
    try {
      String text = Files.readString(events());
      // The last line may be half written.
      return new Readings(
          text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Event::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines with which classes of that package have warned, or told of errors, in all workers. */
  List<String> complaintsOf(String packageName) {
    return workers.keySet().stream()
        .flatMap(worker -> complaintsOf(packageName, worker).stream())
        .toList();
  }

  /** The same for one worker. */
  List<String> complaintsOf(String packageName, String worker) {
    Pattern complaint = Pattern.compile("\\S+ (WARN|ERROR) +" + packageName + ".*");
    return lines(worker).filter(complaint.asMatchPredicate()).toList();
  }

  /** The lines of the logs of all workers that hold that text. */
  List<String> logged(CharSequence text) {
    return workers.keySet().stream()
        .flatMap(this::lines)
        .filter(line -> line.contains(text))
        .toList();
  }

  private Stream<String> lines(String worker) {
    try {
      return Files.readAllLines(log(worker)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The workers that run. */
  List<String> living() {
    return workers.keySet().stream().filter(worker -> process(worker).isAlive()).toList();
  }

  /** Fails when a worker that nobody has killed is not there any more. */
  void assertRuns(String worker) {
    if (!process(worker).isAlive()) {
      throw new AssertionError(worker + " has ended, see " + log(worker));
    }
  }

  /** Waits until they have done enough; meanwhile that worker must not end. */
  void await(String steady, Predicate<Readings> enough) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(BETWEEN)
        .until(
            () -> {
              assertRuns(steady);
              return enough.test(readings());
            });
  }

  @Override
  public void close() {
    workers.keySet().forEach(this::kill);
    leases.close();
  }

  private Process process(String worker) {
    return requireNonNull(workers.get(worker), worker);
  }

  private Path events() {
    return directory.resolve("events.txt");
  }

  private Path log(String worker) {
    return directory.resolve(worker + ".log");
  }
}
