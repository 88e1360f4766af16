// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.offshard.adapter.config.ConfigReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands print and how they end; none of these starts a server or a broker. */
class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void wrongUsageIsOneLineAndCode2() {
    assertThat(run("dev", "--bogus")).isEqualTo(2);
    assertThat(err).hasToString("offshard: Unknown option: '--bogus': see offshard dev --help\n");
  }

  @Test
  void healthIsCode0WhenTheServerIsReadyAndTellsWhyItIsNot() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = server.getAddress().getPort();
    AtomicInteger status = new AtomicInteger(200);
    server.createContext(
        "/readyz",
        exchange -> {
          byte[] reason = "no broker answers\n".getBytes(UTF_8);
          exchange.sendResponseHeaders(status.get(), reason.length);
          exchange.getResponseBody().write(reason);
          exchange.close();
        });
    server.start();
    try {
      assertThat(run("health", "--port", Integer.toString(port))).isEqualTo(0);
      assertThat(out).hasToString("ready\n");
      status.set(503);
      assertThat(run("health", "--port", Integer.toString(port))).isEqualTo(1);
      assertThat(err).hasToString("offshard: not ready: no broker answers\n");
    } finally {
      server.stop(0);
    }
    assertThat(run("health", "--port", Integer.toString(port))).isEqualTo(1);
    assertThat(err.toString()).contains("/readyz does not answer: Connection refused");
  }

  @Test
  void serveRefusesWithoutAnyConfiguration() {
    assertThat(run("serve")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "offshard: serve needs a configuration: give one with --config FILE"
                + " (its keys: offshard config reference)\n");
  }

  @Test
  void serveRefusesToGuessWhoMayCall() throws IOException {
    Path file =
        write(
            """
            kafka: {bootstrap.servers: "k:9092"}
            tokens: {keys: [{id: a, file: /a}]}
            """);

    assertThat(run("serve", "--config", file.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "offshard: auth.mode: missing: must be one of none, sigv4"
                + " (or set OFFSHARD_AUTH_MODE)\n");
  }

  @Test
  void aFileThatIsNotThereIsOneLine() {
    assertThat(run("config", "print", "-c", "/no/such.yaml")).isEqualTo(1);
    assertThat(err)
        .hasToString("offshard: cannot read the configuration file /no/such.yaml (no such file)\n");
  }

  @Test
  void aFileThatIsNotUtf8IsOneLine() throws IOException {
    Path file = Files.write(directory.resolve("c.yaml"), new byte[] {'a', (byte) 0xe4, 'b'});

    assertThat(run("config", "print", "-c", file.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "offshard: cannot read the configuration file %s (it is not UTF-8)\n".formatted(file));
  }

  @Test
  void validateListsEveryProblemOnALineOfItsOwn() throws IOException {
    Path file = write("api: {prot: 1, drain: x}\n");

    assertThat(run("config", "validate", "--profile", "dev", "-c", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "offshard: api.prot: unknown key; the nearest known key is api.port",
            "offshard: api.drain: \"x\" is not allowed: must be a duration from 0s to 10m");
  }

  @Test
  void validateIsSilentAboutAUsableConfiguration() {
    assertThat(run("config", "validate", "--profile", "dev")).isZero();
    assertThat(out + "" + err).isEmpty();
  }

  @Test
  void printShowsWhatIsInEffectAndNoSecret() throws IOException {
    Path file = write("api: {port: 1}\nkafka: {ssl.key.password: hunter2}\n");

    assertThat(run("config", "print", "--profile", "dev", "-c", file.toString())).isZero();
    assertThat(out.toString())
        .contains("port: 1\n", "ssl.key.password: <redacted>\n")
        .doesNotContain("hunter2");
  }

  @Test
  void referenceIsThePage() {
    assertThat(run("config", "reference")).isZero();
    assertThat(out).hasToString(ConfigReference.markdown());
  }

  @Test
  void devNamesTheOptionThatMovesABusyPort() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();

      assertThat(dev("--port", "0", "--tls-port", "0", "--management-port", "" + port))
          .isEqualTo(1);
      assertThat(err)
          .hasToString(
              "offshard: cannot listen on 127.0.0.1:%d (Address already in use): free the port, or choose another with --management-port\n"
                  .formatted(port));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--tls-port", "--management-port", "--kafka-port"})
  void devRefusesWhatIsNoPortByTheOption(String option) {
    assertThat(dev(option, "99192")).isEqualTo(2);
    assertThat(dev(option, "x")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "offshard: Invalid value for option '%s': \"99192\" is no port: 0 to 65535: see offshard dev --help"
                .formatted(option),
            "offshard: Invalid value for option '%s': \"x\" is no port: 0 to 65535: see offshard dev --help"
                .formatted(option));
  }

  @Test
  void devRefusesADirectoryThatAnotherOneUses() {
    try (DataDir first = DataDir.open(directory)) {
      assertThat(dev()).isEqualTo(1);
      assertThat(err)
          .hasToString(
              "offshard: another offshard dev (process %d) uses %s: stop it, or choose another directory with --data-dir\n"
                  .formatted(ProcessHandle.current().pid(), first.path()));
    }
  }

  @Test
  void devRefusesADirectoryThatCannotBe() throws IOException {
    Path file = write("");

    assertThat(run("dev", "--data-dir", file.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "offshard: cannot write to the data directory %s (%s is not a directory): choose another with --data-dir\n"
                .formatted(file, file));
  }

  @Test
  void devRefusesAnotherKafka() throws IOException {
    Path file = write("kafka: {bootstrap.servers: 'k:9092'}\n");

    assertThat(dev("--config", file.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("offshard: dev starts a Kafka broker of its own");
  }

  private int dev(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "dev";
    arguments[1] = "--data-dir";
    arguments[2] = directory.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    CommandLine command = Main.commandLine(Map.of());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(directory.resolve("f.yaml"), yaml);
  }
}
