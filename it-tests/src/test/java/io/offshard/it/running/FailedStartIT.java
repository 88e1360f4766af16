// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.Ports;
import io.offshard.it.server.Checkout;
import io.offshard.it.server.Program;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot be says why in one line and ends with an exit code that is not zero. */
final class FailedStartIT {

  @TempDir Path directory = Path.of("");

  @Test
  void aBusyPortIsNamedWithTheOptionThatChangesIt() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();
      assertFails(Program.dev(directory, port, Ports.free(), Ports.free()), ":" + port, "--port");
      assertFails(
          Program.dev(directory, Ports.free(), port, Ports.free()),
          ":" + port,
          "--management-port");
      assertFails(
          Program.dev(directory, Ports.free(), Ports.free(), port), ":" + port, "--kafka-port");
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("a-file"));

    assertFails(
        Program.of(directory, "dev", "--data-dir", file.resolve("below").toString()),
        "cannot write to the data directory " + file.resolve("below"));
  }

  @Test
  void aJdkThatIsTooOldIsNamed() throws IOException {
    Path old = fakeJdk("17.0.1");

    assertFails(
        dev().with("OFFSHARD_JAVA_HOME", old.toString()),
        "OFFSHARD_JAVA_HOME=" + old + " is Java 17");
  }

  @Test
  void aDirectoryWithoutAJdkIsNamed() {
    assertFails(
        dev().with("OFFSHARD_JAVA_HOME", directory.toString()),
        "OFFSHARD_JAVA_HOME=" + directory + " is not a JDK");
  }

  @Test
  void whereNoJdkIsNewEnoughEveryTriedOneIsNamed() throws IOException {
    Path old = fakeJdk("21.0.2");
    Path place = Project.buildDirectory().resolve("no-jdk");
    Path tools = Files.createDirectories(place.resolve("tools"));
    for (String tool : new String[] {"bash", "readlink", "dirname", "env"}) {
      Files.deleteIfExists(tools.resolve(tool));
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }
    Path launcher =
        Checkout.in(
            place,
            text ->
                text.replace("/usr/lib/jvm/", "/none/")
                    .replace("/usr/java/", "/none/")
                    .replace("/opt/", "/none/"));

    Program program =
        dev()
            .by(launcher)
            .with("OFFSHARD_JAVA_HOME", "")
            .with("JAVA_HOME", old.toString())
            .with("HOME", directory.toString())
            .with("PATH", tools.toString());

    assertFails(program, "needs JDK 25 or newer", old + " (JAVA_HOME: 21)");
  }

  @Test
  void serveNeedsItsAuthenticationSpelledOut() throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("c.yaml"), "kafka: {bootstrap.servers: '127.0.0.1:1'}\n");

    try (Program.Run run = Program.of(directory, "serve", "--config", config.toString()).start()) {
      assertThat(run.awaitEnd()).isNotZero();
      assertThat(run.output()).contains("auth.mode").doesNotContain("\tat ");
    }
  }

  private Program dev() {
    return Program.dev(directory, Ports.free(), Ports.free(), Ports.free());
  }

  private Path fakeJdk(String version) throws IOException {
    Path home = directory.resolve("jdk-" + version);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void assertFails(Program program, String... parts) {
    try (Program.Run run = program.start()) {
      assertThat(run.awaitEnd()).as(run.output()).isNotZero();
      Stream<String> lines = run.output().strip().lines();
      assertThat(lines).singleElement().asString().startsWith("offshard: ").contains(parts);
    }
  }
}
