// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.StreamListing.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StreamsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(Map<String, String> environment, String... arguments) {
    CommandLine command = Main.commandLine(environment);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void columnsAreAsWideAsWhatIsInThem() {
    assertThat(
            StreamsCommand.table(
                List.of(
                    new Row("orders.of-today", "exposed", 12, false, "matches o*"),
                    new Row("x", "not exposed", 0, false, "because"))))
        .isEqualTo(
            """
            TOPIC            STATUS       PARTITIONS  WHY
            orders.of-today  exposed              12  matches o*
            x                not exposed           -  because
            """);
    assertThat(StreamsCommand.table(List.of())).isEqualTo("TOPIC  STATUS       PARTITIONS  WHY\n");
  }

  @Test
  void aKafkaThatIsAwayIsOneLine() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String address = "127.0.0.1:" + free;

    assertThat(run(Map.of("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", address), "streams", "ls"))
        .isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("offshard: Kafka cannot be reached at " + address + ": no broker answers");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void aTailOfNoRecordsIsWrongUsage(String max) {
    assertThat(run(Map.of(), "streams", "tail", "orders", "--max", max)).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "offshard: --max %s is no number of records: it has to be 1 or more: see offshard streams tail --help\n"
                .formatted(max));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "orders/eu", "[a-z]*", "ä"})
  void aPatternThatNoTopicCanMatchIsRefused(String pattern) {
    String problem =
        "offshard: streams.expose: \"%s\" is not allowed: must be a topic name: 1 to 249"
                .formatted(pattern)
            + " letters, digits, ., _ or -, and * or ?\n";

    assertThat(run(Map.of(), "streams", "ls", "--expose", pattern)).isEqualTo(1);
    assertThat(run(Map.of(), "dev", "--data-dir", directory.toString(), "--expose", pattern))
        .isEqualTo(1);
    assertThat(err).hasToString(problem + problem);
  }
}
