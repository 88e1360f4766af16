// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offshard.adapter.service.StreamTables.Registered;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.change.WriterSchemas;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import io.offshard.mapping.lineage.TableStream;
import io.offshard.mapping.lineage.TableStream.Disabled;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command says without a Kafka. */
class TablesCommandTest {
  private static final Instant LABEL = Instant.parse("2026-01-02T03:04:05.678Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, String... arguments) {
    CommandLine command = Main.commandLine(environment);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private int add(String table, String hash, String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of("tables", "add", table, "--topic", "t", "--form", "dynamodb"),
                Stream.concat(Stream.of("--hash-key", hash), Stream.of(more)))
            .toArray(String[]::new);
    return run(Map.of(), arguments);
  }

  private static Registered registered(String table, @Nullable Disabled disabled) {
    TableSpec spec =
        new TableSpec(
            table,
            new KeySchema("id", null),
            ViewType.KEYS_ONLY,
            new FormSpec("debezium", Map.of()),
            Undecodable.SKIP);
    return new Registered("cdc." + table, new TableStream(spec, LABEL, Map.of(), disabled));
  }

  @Test
  void eachStreamIsALine() {
    assertThat(
            TablesCommand.shown(
                List.of(
                    registered("carts", new Disabled(LABEL.plusSeconds(1), Map.of())),
                    registered("orders", null)),
                new TableArn("eu-west-1", "123456789012")))
        .isEqualTo(
            """
            STREAM                                                                               STATUS    TOPIC       FORM       VIEW
            arn:aws:dynamodb:eu-west-1:123456789012:table/carts/stream/2026-01-02T03:04:05.678   DISABLED  cdc.carts   debezium   KEYS_ONLY
            arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-02T03:04:05.678  ENABLED   cdc.orders  debezium   KEYS_ONLY
            """);
    assertThat(TablesCommand.shown(List.of(), new TableArn("eu-west-1", "123456789012")))
        .isEqualTo("STREAM  STATUS    TOPIC  FORM       VIEW\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "a/b", "a b", "orders$", "../orders"})
  void aNameThatNoArnCanHoldIsRefusedBeforeKafkaIsAsked(String name) {
    assertThat(add(name, "id")).isEqualTo(1);
    assertThat(err)
        .hasToString("offshard: a table's name has to be 3 to 255 letters, digits, ., - or _\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamodb", "compacted", "debezium"})
  void theHelpNamesTheOptionsOfEachForm(String form) {
    FormSpec spec = new FormSpec(form, Map.of("bogus", "x"));
    String refusal =
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    spec.form(new KeySchema("id", null), ViewType.NEW_IMAGE, WriterSchemas.none()))
            .actual()
            .getMessage();
    List<String> known =
        List.of(String.valueOf(refusal).replaceFirst(".*; it has ", "").split(", "));

    assertThat(run(Map.of(), "tables", "add", "--help")).isZero();
    Matcher listed =
        Pattern.compile(form + ": ([^.]*)\\.").matcher(out.toString().replaceAll("\\s+", " "));
    assertThat(listed.find()).isTrue();
    assertThat(listed.group(1).split(", ")).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void keysThatAreNoneAreRefusedInOneLine() {
    assertThat(add("orders", "")).isEqualTo(1);
    assertThat(add("orders", "id", "--range-key", "id")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            """
            offshard: the name of a key attribute is empty
            offshard: the key attributes have the same name "id"
            """);
  }

  @Test
  void whatIsMissingOrUnknownIsWrongUsage() {
    assertThat(run(Map.of(), "tables", "add", "orders", "--topic", "t", "--form", "dynamodb"))
        .isEqualTo(2);
    assertThat(add("orders", "id", "--view", "SOME")).isEqualTo(2);
    assertThat(add("orders", "id", "-o", "table")).isEqualTo(2);
    assertThat(run(Map.of(), "tables", "disable")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("offshard: ") && line.contains("--help"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aKafkaThatIsAwayIsOneLine() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String address = "127.0.0.1:" + free;
    Map<String, String> environment = Map.of("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", address);

    assertThat(run(environment, "tables", "remove", "orders")).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("offshard: Kafka cannot be reached at " + address);
    assertThat(out.toString()).isEmpty();
  }
}
