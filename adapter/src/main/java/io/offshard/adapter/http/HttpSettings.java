// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a server listens and how much it takes from its clients.
 *
 * @param host the address to bind, a name or a literal; {@code 0.0.0.0} is every interface
 * @param port the port to bind in clear, if there is to be one; 0 lets the system choose
 * @param tls the port to bind for encrypted connections, if there is to be one
 * @param systemThreads how many threads of the operating system the calls run on; 0 for a virtual
 *     one for each, which all servers in the process share
 * @param bounds how much it takes at once
 * @param patience how long it waits for clients
 */
public record HttpSettings(
    String host,
    OptionalInt port,
    Optional<TlsSettings> tls,
    int systemThreads,
    Bounds bounds,
    Patience patience) {

  /** 14 MiB: a PutRecords call of 10 MiB, in base64 and JSON. */
  public static final int MAX_BODY_BYTES = 14 << 20;

  /** With the fields of a request in the hands of each it is 128 MiB. */
  private static final int MAX_CONNECTIONS = 4096;

  /**
   * How much a server takes at once.
   *
   * @param connections the most clients that are connected at once; further ones are disconnected
   * @param bodyBytes the largest request body; a longer one is answered with 413
   * @param budgetBytes the most memory that all calls in flight may hold for their bodies; beyond
   *     it calls are refused
   */
  public record Bounds(int connections, int bodyBytes, long budgetBytes) {}

  /**
   * How long a server waits for clients.
   *
   * @param head how long a client may take over its TLS handshake, and over the header fields of
   *     one request; it is cut off within half as much again
   * @param body how long a client may take to send one body
   * @param idle how long a connection may be silent; above 60 seconds, the PING interval of the
   *     Kinesis Client Library
   * @param idleStream the same for one HTTP/2 stream; longer, as a reader may pause while its
   *     connection lives on
   * @param unread how long the client of a streamed answer may leave a piece of it unread; shorter
   *     than the one before
   */
  public record Patience(
      Duration head, Duration body, Duration idle, Duration idleStream, Duration unread) {}

  /** The settings of an API port in clear: bodies of 14 MiB, of which 256 MiB in flight. */
  public static HttpSettings api(String host, int port) {
    return new HttpSettings(
        host,
        OptionalInt.of(port),
        Optional.empty(),
        0,
        new Bounds(MAX_CONNECTIONS, MAX_BODY_BYTES, 256L << 20),
        new Patience(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(70),
            Duration.ofMinutes(6),
            Duration.ofMinutes(5)));
  }

  /**
   * The settings of a port that is only asked questions: next to no body, little memory, short
   * patience, and threads enough for each connection, so that nothing keeps it from answering.
   */
  static HttpSettings questions(String host, int port) {
    Duration brief = Duration.ofSeconds(5);
    Duration longer = Duration.ofSeconds(30);
    return new HttpSettings(
        host,
        OptionalInt.of(port),
        Optional.empty(),
        80,
        new Bounds(64, 1 << 10, 1L << 20),
        new Patience(brief, brief, brief, longer, longer));
  }

  /** The same settings for encrypted connections only. */
  public HttpSettings onlyEncrypted(TlsSettings how) {
    return new HttpSettings(
        host, OptionalInt.empty(), Optional.of(how), systemThreads, bounds, patience);
  }

  /** The same settings with other bounds. */
  private HttpSettings with(Bounds others) {
    return new HttpSettings(host, port, tls, systemThreads, others, patience);
  }

  /** The same settings with another patience. */
  private HttpSettings with(Patience other) {
    return new HttpSettings(host, port, tls, systemThreads, bounds, other);
  }

  /** The same settings with another bound on connections. */
  public HttpSettings withMaxConnections(int most) {
    return with(new Bounds(most, bounds.bodyBytes, bounds.budgetBytes));
  }

  /** The same settings with another bound on the bytes in flight. */
  public HttpSettings withBodyBudget(long bytes) {
    return with(new Bounds(bounds.connections, bounds.bodyBytes, bytes));
  }

  /** The same settings with another patience for heads. */
  public HttpSettings withHeadTimeout(Duration time) {
    return with(
        new Patience(time, patience.body, patience.idle, patience.idleStream, patience.unread));
  }

  /** The same settings with another patience for bodies. */
  public HttpSettings withBodyTimeout(Duration time) {
    return with(
        new Patience(patience.head, time, patience.idle, patience.idleStream, patience.unread));
  }

  /** The same settings with another patience for those who do not read. */
  public HttpSettings withUnreadTimeout(Duration time) {
    Duration longer = time.plusMinutes(1);
    Duration idle = longer.compareTo(patience.idleStream) > 0 ? longer : patience.idleStream;
    return with(new Patience(patience.head, patience.body, patience.idle, idle, time));
  }
}
