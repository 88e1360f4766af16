// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.SharedServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests over HTTP/1.1 that are wrong, or right and unusual. Each is followed by a good one on
 * the same connection. Where the first was framed in a way that two parsers could read differently,
 * the second must not be served: it may be what somebody smuggles past a proxy.
 */
final class Http1TortureIT {
  private static final String TARGET = "X-Amz-Target: Kinesis_20131202.ListStreams\r\n";
  private static final String HEAD =
      "Host: h\r\nContent-Type: application/x-amz-json-1.1\r\n" + TARGET;
  private static final String POST = "POST / HTTP/1.1\r\n" + HEAD;
  private static final String GOOD = POST + "Content-Length: 2\r\n\r\n{}";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  /** What is longer may be still under way when the server closes. */
  private static final int LONG = 10_000;

  /**
   * What is sent, and the statuses that come back for it and for the good request behind it.
   *
   * @param statuses without that of the good one if the connection must end before
   */
  record Case(String name, String sent, List<Integer> statuses) {

    /**
     * Whether the last refusal may be lost: the server closes while more is under way, or has seen
     * that the client sends no more before it comes to what is wrong behind a good request.
     */
    boolean mayEndEarly() {
      return sent.length() >= LONG || (statuses.size() > 1 && statuses.getLast() >= 400);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Case lost(String name, String sent, Integer... statuses) {
    return new Case(name, sent, List.of(statuses));
  }

  private static Case kept(String name, String sent, Integer... statuses) {
    List<Integer> all = new ArrayList<>(Arrays.asList(statuses));
    all.add(200);
    return new Case(name, sent, all);
  }

  static Stream<Case> lengths() {
    return Stream.of(
        lost(
            "length, then chunks",
            POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400),
        lost(
            "chunks, then length",
            POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            400),
        lost("two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
        lost("a list of lengths", POST + "Content-Length: 2, 3\r\n\r\n{}", 400),
        lost("a negative length", POST + "Content-Length: -2\r\n\r\n{}", 400),
        lost("a length with a sign", POST + "Content-Length: +2\r\n\r\n{}", 400),
        lost("a hexadecimal length", POST + "Content-Length: 0x2\r\n\r\n{}", 400),
        lost("an empty length", POST + "Content-Length:\r\n\r\n{}", 400),
        lost("no end of a length", POST + "Content-Length: 92233720368547758080\r\n\r\n{}", 400),
        lost("a blank before the colon", POST + "Content-Length : 2\r\n\r\n{}", 400),
        lost("a blank before chunks' colon", POST + "Transfer-Encoding : chunked\r\n\r\n", 400),
        lost("an encoding nobody knows", POST + "Transfer-Encoding: xchunked\r\n\r\n", 400),
        lost("chunks that are not last", POST + "Transfer-Encoding: chunked, x\r\n\r\n", 400),
        lost(
            "chunks twice",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400),
        lost("chunks of HTTP/1.0", CHUNKED.replace("/1.1\r\nH", "/1.0\r\nH") + "0\r\n\r\n", 400));
  }

  static Stream<Case> chunks() {
    return Stream.of(
        kept("chunks", CHUNKED + "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", 200),
        kept("an extension", CHUNKED + "2;a=b;c=\"d\"\r\n{}\r\n0;e\r\n\r\n", 200),
        kept("zeros before the size", CHUNKED + "0000002\r\n{}\r\n000\r\n\r\n", 200),
        kept("trailers", CHUNKED + "2\r\n{}\r\n0\r\nX: y\r\nContent-Length: 9\r\n\r\n", 200),
        lost("no end of a size", CHUNKED + "FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", 400),
        lost("a size beyond an int", CHUNKED + "100000002\r\n{}\r\n0\r\n\r\n", 400),
        lost("a negative size", CHUNKED + "-2\r\n{}\r\n0\r\n\r\n", 400),
        lost("a size in 0x", CHUNKED + "0x2\r\n{}\r\n0\r\n\r\n", 400),
        lost("more than the size", CHUNKED + "2\r\n{}xx\r\n0\r\n\r\n", 400),
        lost("no line end behind a chunk", CHUNKED + "2\r\n{}0\r\n\r\n", 400),
        lost("trailers without end", CHUNKED + "0\r\n" + "X: yyyyyyyyy\r\n".repeat(5000), 400));
  }

  static Stream<Case> lines() {
    return Stream.of(
        lost("a folded field", POST + "X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}", 400),
        lost("a folded first field", "POST / HTTP/1.1\r\n X: a\r\n" + HEAD + "\r\n", 400),
        lost("a CR in a field", POST + "X: a\rContent-Length: 2\r\n\r\n{}", 400),
        lost("a NUL in a field", POST + "X: a\0b\r\nContent-Length: 2\r\n\r\n{}", 400),
        lost("a field without name", POST + ": a\r\nContent-Length: 2\r\n\r\n{}", 400),
        lost("a field without colon", POST + "X\r\nContent-Length: 2\r\n\r\n{}", 400),
        lost("no host", "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", 400),
        lost("two hosts", POST + "Host: i\r\nContent-Length: 2\r\n\r\n{}", 400),
        lost("fields without end", POST + "X: yyyyyyyyy\r\n".repeat(5000), 431),
        lost("a target without end", "POST /" + "x".repeat(40_000) + " HTTP/1.1\r\n" + HEAD, 414),
        lost("a version of the future", GOOD.replace("HTTP/1.1", "HTTP/3.0"), 505),
        lost("no version", "POST /\r\n", 505),
        lost("a preface that is none", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n"),
        kept("empty lines before", "\r\n\r\n" + GOOD, 200));
  }

  static Stream<Case> targets() {
    return Stream.of(
        kept("a whole URL", GOOD.replace("POST /", "POST http://h/"), 200),
        kept("a URL of another host", GOOD.replace("POST /", "POST http://other/"), 400),
        kept("a host and port", GOOD.replace("POST /", "CONNECT h:80"), 403),
        lost("nothing of that", GOOD.replace("POST /", "POST x"), 400),
        kept("the server itself", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 404));
  }

  static Stream<Case> conversations() {
    return Stream.of(
        kept("many at once", GOOD.repeat(3), 200, 200, 200),
        kept(
            "an error in the middle",
            GOOD + GOOD.replace("ListStreams", "Nonsense") + GOOD,
            200,
            400,
            200),
        lost("nonsense in the middle", GOOD + "nonsense\r\n\r\n" + GOOD, 200, 400),
        kept(
            "a request in the body of a GET",
            "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(GOOD.length(), GOOD),
            403),
        kept(
            "an upgrade with a body",
            POST
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: 2\r\n\r\n{}",
            200),
        kept(
            "waits for leave",
            POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
            100,
            200),
        lost("expects anything", POST + "Expect: tea\r\nContent-Length: 2\r\n\r\n{}", 417),
        lost("says it is the last", POST + "Connection: close\r\nContent-Length: 2\r\n\r\n{}", 200),
        lost("of HTTP/1.0", GOOD.replace("HTTP/1.1", "HTTP/1.0"), 200));
  }

  @ParameterizedTest
  @MethodSource({"lengths", "chunks", "lines", "targets", "conversations"})
  void isAnsweredAndNothingIsSmuggled(Case each) throws Exception {
    try (RawSocket client = new RawSocket(SharedServer.endpoint())) {
      List<Integer> all = each.statuses;
      String said = client.send(each.sent + GOOD).finish();

      assertThat(statuses(said))
          .as(said)
          .isIn(all, each.mayEndEarly() ? all.subList(0, all.size() - 1) : all);
    }
    assertThatOthersAreServed();
  }

  private static List<Integer> statuses(String said) {
    List<Integer> found = new ArrayList<>();
    Matcher matcher = STATUS.matcher(said);
    while (matcher.find()) {
      found.add(Integer.parseInt(matcher.group(1)));
    }
    return found;
  }

  private static void assertThatOthersAreServed() throws Exception {
    try (RawSocket other = new RawSocket(SharedServer.endpoint())) {
      assertThat(statuses(other.send(GOOD).finish())).containsExactly(200);
    }
  }

  @AfterAll
  static void nothingWentWrongInTheServer() {
    assertThat(SharedServer.output())
        .doesNotContain("Request failed")
        .doesNotContain("result=InternalFailure");
  }
}
