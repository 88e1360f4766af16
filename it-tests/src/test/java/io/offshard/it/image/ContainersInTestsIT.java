// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.Jvm;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Containers that tests start with Testcontainers: a broker, and Offshard. Ports of containers need
 * a bridge and rules of a firewall, so engine and tests run in a network of their own, where the
 * host's stays as it is.
 */
final class ContainersInTestsIT {

  /** In the new network: the engine's service, then what stands in the arguments; and both end. */
  private static final String WITH_SERVICE =
      """
      ip link set lo up
      podman system service --time=0 "unix://$SOCKET" &
      service=$!
      trap 'kill $service' EXIT
      for i in $(seq 100); do [ -S "$SOCKET" ] && break; sleep 0.1; done
      export DOCKER_HOST="unix://$SOCKET"
      "$@"
      """;

  private static Podman podman;

  @BeforeAll
  static void build() {
    podman = Podman.ready();
  }

  @Test
  void theSharedBrokerMayBeAContainer() {
    String output = run(KafkaInAContainer.class, "-Dit.broker=container");

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
    assertThat(run(OffshardContainerExample.class, "-Dx=y")).contains("1 tests successful");
  }

  private static String run(Class<?> test, String option) {
    Path directory = podman.directory();
    return podman.execute(
        "env",
        "SOCKET=" + directory.resolve("podman.sock"),
        "TESTCONTAINERS_RYUK_DISABLED=true",
        "TESTCONTAINERS_CHECKS_DISABLE=true",
        "unshare",
        "--net",
        "bash",
        "-euc",
        WITH_SERVICE,
        "bash",
        Jvm.java(),
        "-Doffshard.root=" + Project.root(),
        "-Dit.directory=" + directory.resolve("tests"),
        option,
        "-cp",
        System.getProperty("java.class.path"),
        TestRun.class.getName(),
        test.getName());
  }
}
