// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.offshard.mapping.kinesis.PutRecords;
import io.offshard.mapping.kinesis.PutRecordsRequestEntry;
import io.offshard.mapping.kinesis.PutRecordsResultEntry;
import io.offshard.mapping.shape.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against a server on a real socket that refuses records of more than 1000 bytes. */
class PutCommandTest {
  private static final int MOST = 1000;

  @TempDir private Path directory;

  private final List<byte[]> written = new CopyOnWriteArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server = newServer();

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void starts() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stops() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    List<PutRecordsRequestEntry> records =
        PutRecords.Request.SHAPE
            .decode(Wire.JSON, exchange.getRequestBody().readAllBytes())
            .value()
            .records();
    int large =
        IntStream.range(0, records.size())
            .filter(i -> records.get(i).data().remaining() > MOST)
            .findFirst()
            .orElse(-1);
    byte[] body =
        large < 0
            ? PutRecords.Response.SHAPE.encode(Wire.JSON, stored(records))
            : "{\"__type\":\"ValidationException\",\"message\":\"Value at 'records.%d.member.data' is too long\"}"
                .formatted(large + 1)
                .getBytes(UTF_8);
    exchange.sendResponseHeaders(large < 0 ? 200 : 400, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private PutRecords.Response stored(List<PutRecordsRequestEntry> records) {
    return new PutRecords.Response(
        0,
        records.stream()
            .map(
                each -> {
                  ByteBuffer data = each.data().duplicate();
                  byte[] bytes = new byte[data.remaining()];
                  data.get(bytes);
                  written.add(bytes);
                  return new PutRecordsResultEntry("1", "shardId-000000000000", null, null);
                })
            .toList(),
        null);
  }

  private int put(byte[] input, String... arguments) {
    CommandLine command =
        new CommandLine(
                new PutCommand(
                    Map.of(
                        "AWS_ENDPOINT_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "AWS_ACCESS_KEY_ID",
                        "any",
                        "AWS_SECRET_ACCESS_KEY",
                        "any"),
                    new ByteArrayInputStream(input)))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (e, broken, parsed) -> {
                  err.append(e.getMessage());
                  return 1;
                });
    return command.execute(arguments);
  }

  private static byte[] lines(int count, int large, int size) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> i == large ? "x".repeat(size) : "line " + i)
        .collect(Collectors.joining("\n"))
        .getBytes(UTF_8);
  }

  @Test
  void aLineThatIsRefusedIsNamedWithWhereToGoOn() {
    assertThat(put(lines(1200, 701, MOST + 1), "orders")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "line 701, of 1001 bytes, is refused: ValidationException: Value at"
                + " 'records.201.member.data' is too long; lines that were written: 500; line 501"
                + " is the one to go on with");
    assertThat(written).hasSize(500);
    assertThat(out.toString().lines()).hasSize(500);
  }

  @Test
  void whereNothingWasWrittenThatIsTold() {
    assertThat(put(lines(3, 2, MOST + 1), "orders")).isEqualTo(1);
    assertThat(err.toString()).startsWith("line 2,").endsWith("; no line was written");
  }

  @Test
  void whatIsBeforeALineThatNoRecordCanHoldIsWritten() {
    assertThat(put(lines(4, 3, (10 << 20) + 1), "orders")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "line 3 is longer than 10 MiB, which is the most that a record can hold; lines that"
                + " were written: 2; line 3 is the one to go on with");
    assertThat(written).hasSize(2);
  }

  @Test
  void aFileIsOneRecordByteForByte() throws IOException {
    byte[] content = {'a', '\n', 0, (byte) 0xff, '\r', '\n'};
    Path file = Files.write(directory.resolve("f"), content);

    assertThat(put(new byte[0], "orders", "--file", file.toString())).isZero();
    assertThat(put(content, "orders", "--file", "-")).isZero();
    assertThat(written).containsExactly(content, content);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFileThatCannotBeOneRecordIsOneLine() throws IOException {
    Path none = directory.resolve("none");
    Path large = Files.write(directory.resolve("large"), new byte[(10 << 20) + 1]);

    assertThat(put(new byte[0], "orders", "--file", none.toString())).isEqualTo(1);
    assertThat(err).hasToString("cannot read " + none + " (no such file)");
    assertThat(put(new byte[0], "orders", "--file", large.toString())).isEqualTo(1);
    assertThat(err.toString())
        .endsWith(large + " is longer than 10 MiB, which is the most that a record can hold");
    assertThat(put(new byte[0], "orders", "x", "--file", none.toString())).isEqualTo(2);
    assertThat(written).isEmpty();
  }
}
