// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.abuse;

import static io.offshard.it.abuse.Frame.BEGIN;
import static io.offshard.it.abuse.Frame.CONTINUATION;
import static io.offshard.it.abuse.Frame.DATA;
import static io.offshard.it.abuse.Frame.END_HEADERS;
import static io.offshard.it.abuse.Frame.END_STREAM;
import static io.offshard.it.abuse.Frame.GOAWAY;
import static io.offshard.it.abuse.Frame.HEAD;
import static io.offshard.it.abuse.Frame.HEADERS;
import static io.offshard.it.abuse.Frame.PADDED;
import static io.offshard.it.abuse.Frame.PING;
import static io.offshard.it.abuse.Frame.PRIORITY;
import static io.offshard.it.abuse.Frame.PSEUDO;
import static io.offshard.it.abuse.Frame.PUSH_PROMISE;
import static io.offshard.it.abuse.Frame.RST_STREAM;
import static io.offshard.it.abuse.Frame.SETTINGS;
import static io.offshard.it.abuse.Frame.WINDOW_UPDATE;
import static io.offshard.it.abuse.Frame.WITH_PRIORITY;
import static io.offshard.it.abuse.Frame.body;
import static io.offshard.it.abuse.Frame.bytes;
import static io.offshard.it.abuse.Frame.field;
import static io.offshard.it.abuse.Frame.frame;
import static io.offshard.it.abuse.Frame.good;
import static io.offshard.it.abuse.Frame.head;
import static io.offshard.it.abuse.Frame.number;
import static io.offshard.it.abuse.Frame.open;
import static io.offshard.it.abuse.Frame.reset;
import static io.offshard.it.abuse.Frame.setting;
import static io.offshard.it.abuse.Frame.settings;
import static io.offshard.it.abuse.Frame.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.SharedServer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of HTTP/2 that are wrong, too many, or right and unusual. Each case is followed by a good
 * request on the same connection, which is served unless the connection has to end.
 */
final class Http2TortureIT {
  private static final int LAST = 9001;

  /** What is longer may be still under way when the server closes, and its goodbye is lost. */
  private static final int LONG = 10_000;

  private static final String PROTOCOL = "GOAWAY 1";
  private static final String FLOW = "GOAWAY 3";
  private static final String GONE = "GOAWAY 5";
  private static final String SIZE = "GOAWAY 6";
  private static final String COMPRESSION = "GOAWAY 9";
  private static final String CALM = "GOAWAY 11";
  private static final String SERVED = "200 on " + LAST;

  /**
   * What is sent, and what the server says.
   *
   * @param says a GOAWAY, after which the connection must end; else what must be said beside the
   *     answer to the good request, empty for nothing
   */
  record Case(String name, String sent, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, String says, String... sent) {
    return new Case(name, String.join("", sent), says);
  }

  private static String each(int count, IntFunction<String> frames) {
    return IntStream.range(0, count).mapToObj(frames).collect(Collectors.joining());
  }

  static Stream<Case> data() {
    return Stream.of(
        of("data of no stream", PROTOCOL, frame(DATA, 0, 0, "x")),
        of("data of a stream that was never opened", PROTOCOL, frame(DATA, 0, 5, "x")),
        of("data behind the end", "", open(1), body(1), frame(DATA, 0, 1, "x")),
        of("padding longer than the data", SIZE, open(1), frame(DATA, PADDED, 1, "\u0009x")),
        of("padding", "200 on 1", open(1), frame(DATA, PADDED | END_STREAM, 1, "\u0001{}\0")),
        of("a frame longer than allowed", SIZE, open(1), frame(DATA, 0, 1, "x".repeat(16_385))),
        of("less than its length says", "400 on 1", head(1, HEAD + field("content-length", "2"))),
        of(
            "more than its length says",
            "RST 1 on 1",
            frame(HEADERS, END_HEADERS, 1, HEAD + field("content-length", "1")),
            body(1)));
  }

  static Stream<Case> heads() {
    return Stream.of(
        of("a head of no stream", PROTOCOL, head(0, HEAD)),
        of("a stream of the server's", PROTOCOL, head(2, HEAD)),
        of("a stream below the last one", GONE, good(5), good(3)),
        of(
            "a stream that depends on itself",
            PROTOCOL,
            frame(HEADERS, END_STREAM | END_HEADERS | WITH_PRIORITY, 1, number(1) + "\0" + HEAD)),
        of(
            "padding of a head without end",
            PROTOCOL,
            frame(HEADERS, PADDED | 5, 1, "\u00ff" + HEAD)),
        of("a name in capitals", "400 on 1", head(1, HEAD + field("Name", "x"))),
        of("a field of the connection", "400 on 1", head(1, HEAD + field("connection", "x"))),
        of("a pseudo field behind others", "400 on 1", head(1, HEAD + field(":method", "GET"))),
        of("a pseudo field nobody knows", "400 on 1", head(1, PSEUDO + field(":x", "y"))),
        of("no path", "400 on 1", head(1, bytes("8386") + field("x", "y"))),
        of("a path twice", "400 on 1", head(1, PSEUDO + bytes("84"))),
        of("a line end in a field", "400 on 1", head(1, HEAD + field("x", "a\r\nhost: b"))),
        of("trailers without end", PROTOCOL, open(1), frame(HEADERS, END_HEADERS, 1, HEAD)),
        of("an index beyond the tables", PROTOCOL, head(1, bytes("ff8f7f"))),
        of("a table larger than allowed", COMPRESSION, head(1, bytes("3fffff7f") + HEAD)),
        of(
            "Huffman's end inside",
            COMPRESSION,
            head(1, PSEUDO + bytes("000178") + bytes("84ffffffff"))),
        of("a block cut short", PROTOCOL, head(1, PSEUDO + bytes("00057862"))),
        of("a push", PROTOCOL, frame(PUSH_PROMISE, END_HEADERS, 1, number(2) + HEAD)),
        of("a large list", PROTOCOL, head(1, HEAD + each(1000, i -> field("x" + i, "y")))),
        of("a bomb", PROTOCOL, head(1, HEAD + bomb())),
        of("a continuation of nothing", PROTOCOL, frame(CONTINUATION, END_HEADERS, 1, "")),
        of(
            "a continuation of another stream",
            PROTOCOL,
            frame(HEADERS, END_STREAM, 1, HEAD),
            frame(CONTINUATION, END_HEADERS, 3, field("x", "y"))),
        of(
            "something amid continuations",
            PROTOCOL,
            frame(HEADERS, END_STREAM, 1, HEAD),
            frame(PING, 0, 0, "12345678")),
        of(
            "a continuation",
            "",
            frame(HEADERS, END_STREAM, 1, PSEUDO),
            frame(CONTINUATION, END_HEADERS, 1, field("x", "y"))));
  }

  /** A field of 3 kB that the table keeps, and is then named by one byte each time. */
  private static String bomb() {
    String long3k = "x".repeat(3000);
    return bytes("400162") + bytes("7f") + bytes("b916") + long3k + bytes("be").repeat(5000);
  }

  static Stream<Case> control() {
    return Stream.of(
        of("settings of a stream", PROTOCOL, frame(SETTINGS, 0, 1, "")),
        of("settings of an odd size", SIZE, settings("abc")),
        of("settings that confirm and set", SIZE, frame(SETTINGS, 1, 0, setting(1, 1))),
        of("a window too large", FLOW, settings(setting(4, -1))),
        of("frames too small", PROTOCOL, settings(setting(5, 16_383))),
        of("frames too large", PROTOCOL, settings(setting(5, 1 << 24))),
        of("neither push nor none", PROTOCOL, settings(setting(2, 2))),
        of("settings nobody knows", "", settings(setting(0xff, 7))),
        of("a ping of another size", SIZE, frame(PING, 0, 0, "123")),
        of("a ping of a stream", PROTOCOL, frame(PING, 0, 1, "12345678")),
        of("a reset of no stream", PROTOCOL, reset(0)),
        of("a reset of a stream that was never opened", PROTOCOL, reset(7)),
        of("a reset of another size", SIZE, open(1), frame(RST_STREAM, 0, 1, "12")),
        of("a farewell of a stream", PROTOCOL, frame(GOAWAY, 0, 1, number(0) + number(0))),
        of("a priority of no stream", PROTOCOL, frame(PRIORITY, 0, 0, number(3) + "x")),
        of("a priority of another size", SIZE, frame(PRIORITY, 0, 1, "xx")),
        of("a kind nobody knows", "", frame(0xee, 0xff, 1, "whatever")));
  }

  static Stream<Case> windows() {
    return Stream.of(
        of("a window that grows by nothing", PROTOCOL, window(0, 0)),
        of("a stream's that grows by nothing", "RST 1 on 1", open(1), window(1, 0)),
        of("a window that overflows", FLOW, window(0, Integer.MAX_VALUE)),
        of("a stream's that overflows", "RST 3 on 1", open(1), window(1, Integer.MAX_VALUE)),
        of("an update of another size", SIZE, frame(WINDOW_UPDATE, 0, 0, "12")),
        of("a stream that was never opened", PROTOCOL, window(9, 1)),
        of("late updates", "", good(1), window(1, 1).repeat(1000)),
        of(
            "a window of one byte",
            "200 on 1",
            settings(setting(4, 1)),
            good(1),
            settings(setting(4, 65_535))),
        of(
            "a window below nothing",
            "200 on 1",
            settings(setting(4, 5)),
            good(1),
            settings(setting(4, 0)),
            settings(setting(4, 65_535))));
  }

  static Stream<Case> floods() {
    return Stream.of(
        of("pings", CALM, frame(PING, 0, 0, "12345678").repeat(3000)),
        of("settings", CALM, settings("").repeat(3000)),
        of("priorities", CALM, frame(PRIORITY, 0, 3, number(1) + "x").repeat(3000)),
        of("empty data", CALM, open(1), frame(DATA, 0, 1, "").repeat(9000)),
        of(
            "streams opened and reset",
            CALM,
            each(3000, i -> head(2 * i + 1, HEAD) + reset(2 * i + 1))),
        of(
            "empty continuations",
            CALM,
            frame(HEADERS, END_STREAM, 1, HEAD),
            frame(CONTINUATION, 0, 1, "").repeat(3000)),
        of(
            "continuations with much in them",
            PROTOCOL,
            frame(HEADERS, END_STREAM, 1, HEAD),
            frame(CONTINUATION, 0, 1, "x".repeat(16_000)).repeat(50)),
        of(
            "streams above the limit",
            "RST 7 on 521",
            each(261, i -> open(2 * i + 1)),
            each(100, i -> reset(2 * i + 1))));
  }

  @ParameterizedTest
  @MethodSource({"data", "heads", "control", "windows", "floods"})
  void isRefusedOrServedAndSoAreOthers(Case each) throws Exception {
    try (RawSocket client = new RawSocket(SharedServer.endpoint())) {
      client.send(BEGIN + settings("") + each.sent + good(LAST));
      List<String> said = new FrameReader(client.in()).until(LAST, each.says);

      if (each.says.startsWith("GOAWAY")) {
        assertThat(said).doesNotContain(SERVED).contains("CLOSED");
        List<String> goodbyes = said.stream().filter(word -> word.startsWith("GOAWAY")).toList();
        if (!goodbyes.isEmpty() || each.sent.length() < LONG) {
          assertThat(goodbyes).containsExactly(each.says);
        }
      } else {
        assertThat(said).contains(SERVED).doesNotContain("CLOSED");
        assertThat(String.join("; ", said)).contains(each.says);
      }
    }
    assertThatOthersAreServed();
  }

  private static void assertThatOthersAreServed() throws Exception {
    try (RawSocket other = new RawSocket(SharedServer.endpoint())) {
      other.send(BEGIN + settings("") + good(1));

      assertThat(new FrameReader(other.in()).until(1, "")).contains("200 on 1");
    }
  }

  @AfterAll
  static void nothingWentWrongInTheServer() {
    assertThat(SharedServer.output())
        .doesNotContain("Request failed")
        .doesNotContain("result=InternalFailure");
  }
}
