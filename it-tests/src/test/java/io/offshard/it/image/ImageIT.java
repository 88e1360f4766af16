// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.Command;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The images as {@code docker/build} makes them, run with as few rights as they can do with. */
final class ImageIT {
  private static final String SERVER = "offshard:dev";
  private static final String WITH_BROKER = "offshard:dev-with-broker";
  private static final long LARGEST = 150_000_000;
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  /**
   * What a class in the jars names but never has reason to load: GUI classes, for the most part.
   */
  private static final Set<String> NEEDLESS = Set.of("java.desktop");

  @TempDir static Path directory = Path.of("");
  private static Podman podman;
  private static ProcessBroker broker;

  @BeforeAll
  static void build() throws IOException {
    podman = Podman.ready();
    broker = ProcessBroker.start(directory.resolve("broker"));
    // The first server of a deployment makes its topics; starts are timed after that.
    OffshardInPodman.serve(podman, SERVER, broker).close();
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void theImageWithoutABrokerIsSmall() {
    long size = size(SERVER);
    System.out.printf(
        "image: %.1f MB, with a broker %.1f MB (podman's size of all layers, uncompressed)%n",
        size / 1e6, size(WITH_BROKER) / 1e6);
    assertThat(size).isLessThanOrEqualTo(LARGEST);
  }

  private static long size(String image) {
    return Long.parseLong(podman.run("image", "inspect", "--format", "{{.Size}}", image));
  }

  @Test
  void servesAsAStrangerOnAReadOnlyFileSystemAndEndsInOrder() throws IOException {
    try (OffshardInPodman server = OffshardInPodman.serve(podman, SERVER, broker)) {
      report("container", server);
      putsAndGets(server);
      assertThat(server.isHealthy()).isTrue();
      assertThat(server.status()).contains("Uid:\t10001").contains("CapEff:\t0000000000000000");
      assertThat(server.stop()).isEqualTo(ENDED_BY_SIGTERM);
    }
  }

  /** What the pages recommend for a container that has to be small and there at once. */
  @Test
  void servesWithTheFirstCompilerAlone() throws IOException {
    try (OffshardInPodman server =
        OffshardInPodman.serve(podman, SERVER, broker, "-XX:TieredStopAtLevel=1")) {
      report("container, first compiler alone", server);
      putsAndGets(server);
    }
  }

  private static void report(String name, OffshardInPodman server) throws IOException {
    System.out.printf(
        "%s: first 200 after %d ms, of which the engine took %d ms; %.1f MiB resident%n",
        name,
        server.untilReady().toMillis(),
        server.engineTime().toMillis(),
        server.residentMebibytes());
  }

  @Test
  void isUnhealthyWhileItHasNoKafka() throws IOException {
    try (ProcessBroker own = ProcessBroker.start(directory.resolve("lost"));
        OffshardInPodman server = OffshardInPodman.serve(podman, SERVER, own)) {
      assertThat(server.isHealthy()).isTrue();
      own.kill();
      Awaitility.await().until(() -> !server.isHealthy());
    }
  }

  @Test
  void theImageWithABrokerNeedsNothingElse() throws IOException {
    try (OffshardInPodman server = OffshardInPodman.dev(podman, WITH_BROKER)) {
      System.out.printf(
          "container with a broker: first 200 after %d ms%n", server.untilReady().toMillis());
      assertThat(server.filesOfChildren()).contains("/opt/offshard/broker.aot");
      putsAndGets(server);
      assertThat(server.stop()).isEqualTo(ENDED_BY_SIGTERM);
    }
  }

  /** The cache is only good for the JVM and the jars, with their times, that it was made with. */
  @Test
  void theTrainedCacheFitsTheImage() {
    for (String image : List.of(SERVER, WITH_BROKER)) {
      Command.Outcome outcome =
          podman.attempt(
              "run",
              "--rm",
              "--network=none",
              "--entrypoint=java",
              image,
              "-XX:AOTMode=on",
              "-XX:AOTCache=/opt/offshard/offshard.aot",
              "@/opt/offshard/options",
              "--version");
      assertThat(outcome.output()).startsWith("offshard ");
    }
  }

  @Test
  void theRuntimeHasAllModulesThatTheJarsName() throws IOException {
    Set<String> there =
        podman
            .run("run", "--rm", "--network=none", "--entrypoint=java", SERVER, "--list-modules")
            .lines()
            .map(line -> line.substring(0, line.indexOf('@')))
            .collect(Collectors.toCollection(TreeSet::new));
    there.addAll(NEEDLESS);
    assertThat(there).containsAll(new NamedModules(ModuleFinder.ofSystem()).of(jars()));
  }

  private static List<Path> jars() throws IOException {
    try (var files = Files.list(Project.root().resolve("adapter/target/dist/lib"))) {
      return files.toList();
    }
  }

  private static void putsAndGets(OffshardInPodman server) {
    try (KinesisClient kinesis = JavaClients.sync(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, 1);
      stream.put(0, "key", "hello".getBytes(UTF_8));
      assertThat(stream.texts(0)).containsExactly("hello");
      kinesis.deleteStream(request -> request.streamName(stream.name()));
    }
  }
}
