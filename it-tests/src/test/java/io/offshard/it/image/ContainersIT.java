// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.Installed;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Containers with ports and a network: those that tests start with Testcontainers, and the scene of
 * {@code docker/compose.yaml}. In one class, as the names of one network are served for all.
 */
final class ContainersIT {

  private static Podman podman;

  @BeforeAll
  static void build() {
    podman = Podman.ready();
  }

  @Test
  void theSharedBrokerMayBeAContainer() {
    String output = TestRun.beside(podman, KafkaInAContainer.class, "-Dit.broker=container");

    assertThat(output)
        .contains("Kafka broker of the integration tests: container")
        .contains("1 tests successful");
  }

  @Test
  void theDocumentsShowTheExampleThatIsRun() throws IOException {
    String source =
        Files.readString(
            Project.testFile("java/io/offshard/it/image/OffshardContainerExample.java"));

    assertThat(Files.readString(Project.root().resolve("docs/testcontainers.md")))
        .contains(source.substring(source.indexOf("final class")).strip());
  }

  @Test
  void offshardIsAContainerInUsersTests() {
    assertThat(TestRun.beside(podman, OffshardContainerExample.class))
        .contains("1 tests successful");
  }

  @Test
  void offshardIsAContainerBesideABrokerInAnother() {
    assertThat(TestRun.beside(podman, OffshardBesideKafka.class)).contains("1 tests successful");
  }

  @Test
  void theComposeFileIsSound() {
    podman.execute(
        Installed.dockerCompose().toString(),
        "--file",
        WholeScene.FILE.toString(),
        "config",
        "--quiet");
  }

  @Test
  void recordsGoThroughTheSceneOfTheComposeFile() {
    Installed.dockerCompose();
    Installed.prometheus();
    Installed.awsCli();
    assertThat(TestRun.beside(podman, WholeScene.class)).contains("1 tests successful");
  }
}
