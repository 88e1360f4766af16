// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Every operation that is served, called by every kind of client with its own library. The page on
 * compatibility names a client for an operation only if this has seen it succeed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TourIT {
  private static final Path TOUR = Project.testFile("tour/tour.json");
  private static final Path SEEN = Project.root().resolve("docs/seen-working.tsv");
  private static final Pattern SUCCESS =
      Pattern.compile(" dialect=(\\w+) operation=(\\w+) \\S+ result=ok ");

  @TempDir private Path directory;
  private final SortedMap<String, Set<String>> clientsByOperation = new TreeMap<>();

  private interface Trip {
    void make(String stream) throws Exception;
  }

  private TableTour tables = new TableTour("");

  @BeforeAll
  void registers() {
    tables = TableTour.begin();
  }

  @Test
  void awsCli() throws Exception {
    AwsCli aws = new AwsCli(Installed.awsCli(), SharedServer.endpoint(), directory);
    sees(
        "AWS CLI",
        stream -> {
          new CliTour(aws, directory, stream).run(TourStep.read(TOUR));
          tables.cli(aws);
          yandex().awsCli();
        });
  }

  @Test
  void boto3() throws Exception {
    String script = Project.testFile("python/tour.py").toString();
    List<String> interpreter = List.of(Installed.pythonWithBoto3().toString(), script);
    List<String> ofTables =
        List.of(
            Installed.pythonWithBoto3().toString(),
            Project.testFile("python/tour_tables.py").toString(),
            SharedServer.endpoint().toString(),
            tables.table());
    sees(
        "boto3",
        stream -> {
          script(interpreter, directory, stream);
          new Command(ofTables, directory).succeed();
          yandex().boto3();
        });
  }

  @Test
  void signedCalls() throws Exception {
    sees("signed HTTP", stream -> yandex().signed());
  }

  private YandexTour yandex() {
    return new YandexTour(SharedServer.endpoint().resolve(SharedServer.DATABASE), "", directory);
  }

  @Test
  void javaScript() throws Exception {
    List<String> interpreter = List.of(Installed.node().toString(), "tour.mjs");
    sees("JavaScript", stream -> script(interpreter, JavaScripts.directory(), stream));
  }

  @Test
  void java() throws Exception {
    sees(
        "Java",
        stream -> {
          try (KinesisClient client = JavaClients.sync(SharedServer.endpoint());
              KinesisAsyncClient pushed = JavaClients.async(SharedServer.endpoint())) {
            new JavaTour(client, pushed, stream).run(TourStep.read(TOUR));
          }
          tables.java(SharedServer.endpoint());
        });
  }

  @Test
  void plainHttp() throws Exception {
    sees("HTTP", stream -> new V3ioTour(SharedServer.endpoint(), stream).run());
  }

  private static void script(List<String> interpreter, Path directory, String stream) {
    new Command(
            Stream.concat(
                    interpreter.stream(),
                    Stream.of(SharedServer.endpoint().toString(), stream, TOUR.toString()))
                .toList(),
            directory)
        .succeed();
  }

  private void sees(String client, Trip trip) throws Exception {
    int before = SharedServer.output().length();
    trip.make(StreamNames.fresh("tour"));
    Set<String> seen = new TreeSet<>();
    SUCCESS
        .matcher(SharedServer.output().substring(before))
        .results()
        .forEach(match -> seen.add(match.group(1) + " " + match.group(2)));
    seen.forEach(
        operation ->
            clientsByOperation.computeIfAbsent(operation, each -> new TreeSet<>()).add(client));
    if (!Boolean.getBoolean("docs.write")) {
      assertThat(seen).as("what docs/seen-working.tsv says of " + client).containsAll(said(client));
    }
  }

  private static List<String> said(String client) throws IOException {
    return Files.readAllLines(SEEN).stream()
        .map(line -> line.split("\t"))
        .filter(columns -> List.of(columns[1].split(", ")).contains(client))
        .map(columns -> columns[0])
        .toList();
  }

  @AfterAll
  void write() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.write(
          SEEN,
          clientsByOperation.entrySet().stream()
              .map(entry -> entry.getKey() + "\t" + String.join(", ", entry.getValue()))
              .toList());
    }
  }
}
