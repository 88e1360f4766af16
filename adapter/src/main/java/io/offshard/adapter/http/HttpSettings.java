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
 * @param maxConnections the most clients that are connected at once; further ones are disconnected
 * @param systemThreads how many threads of the operating system the calls run on; 0 for a virtual
 *     one for each, which all servers in the process share
 * @param headTimeout how long a client may take over its TLS handshake, and over the header fields
 *     of one request; it is cut off within half as much again
 * @param maxBodyBytes the largest request body; a longer one is answered with 413
 * @param bodyBudgetBytes the most memory that all calls in flight may hold for their bodies; beyond
 *     it calls are refused
 * @param bodyTimeout how long a client may take to send one body
 * @param idleTimeout how long a connection may be silent; above 60 seconds, the PING interval of
 *     the Kinesis Client Library
 * @param streamIdleTimeout the same for one HTTP/2 stream; longer, as a reader may pause while its
 *     connection lives on
 * @param unreadTimeout how long the client of a streamed answer may leave a piece of it unread;
 *     shorter than the one before
 */
public record HttpSettings(
    String host,
    OptionalInt port,
    Optional<TlsSettings> tls,
    int maxConnections,
    int systemThreads,
    Duration headTimeout,
    int maxBodyBytes,
    long bodyBudgetBytes,
    Duration bodyTimeout,
    Duration idleTimeout,
    Duration streamIdleTimeout,
    Duration unreadTimeout) {

  /** 14 MiB: a PutRecords call of 10 MiB, in base64 and JSON. */
  public static final int MAX_BODY_BYTES = 14 << 20;

  /** With the fields of a request in the hands of each it is 128 MiB. */
  private static final int MAX_CONNECTIONS = 4096;

  /** The settings of an API port in clear: bodies of 14 MiB, of which 256 MiB in flight. */
  public static HttpSettings api(String host, int port) {
    return new HttpSettings(
        host,
        OptionalInt.of(port),
        Optional.empty(),
        MAX_CONNECTIONS,
        0,
        Duration.ofSeconds(30),
        MAX_BODY_BYTES,
        256L << 20,
        Duration.ofMinutes(2),
        Duration.ofSeconds(70),
        Duration.ofMinutes(6),
        Duration.ofMinutes(5));
  }

  /**
   * The settings of a port that is only asked questions: next to no body, little memory, short
   * patience, and threads enough for each connection, so that nothing keeps it from answering.
   */
  static HttpSettings questions(String host, int port) {
    return new HttpSettings(
        host,
        OptionalInt.of(port),
        Optional.empty(),
        64,
        80,
        Duration.ofSeconds(5),
        1 << 10,
        1L << 20,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }

  /** The same settings for encrypted connections only. */
  public HttpSettings onlyEncrypted(TlsSettings how) {
    return new HttpSettings(
        host,
        OptionalInt.empty(),
        Optional.of(how),
        maxConnections,
        systemThreads,
        headTimeout,
        maxBodyBytes,
        bodyBudgetBytes,
        bodyTimeout,
        idleTimeout,
        streamIdleTimeout,
        unreadTimeout);
  }

  /** The same settings with another bound on connections. */
  public HttpSettings withMaxConnections(int most) {
    return new HttpSettings(
        host,
        port,
        tls,
        most,
        systemThreads,
        headTimeout,
        maxBodyBytes,
        bodyBudgetBytes,
        bodyTimeout,
        idleTimeout,
        streamIdleTimeout,
        unreadTimeout);
  }

  /** The same settings with another patience for heads. */
  public HttpSettings withHeadTimeout(Duration timeout) {
    return new HttpSettings(
        host,
        port,
        tls,
        maxConnections,
        systemThreads,
        timeout,
        maxBodyBytes,
        bodyBudgetBytes,
        bodyTimeout,
        idleTimeout,
        streamIdleTimeout,
        unreadTimeout);
  }

  /** The same settings with another bound on the bytes in flight. */
  public HttpSettings withBodyBudget(long bytes) {
    return new HttpSettings(
        host,
        port,
        tls,
        maxConnections,
        systemThreads,
        headTimeout,
        maxBodyBytes,
        bytes,
        bodyTimeout,
        idleTimeout,
        streamIdleTimeout,
        unreadTimeout);
  }

  /** The same settings with another patience for bodies. */
  public HttpSettings withBodyTimeout(Duration timeout) {
    return new HttpSettings(
        host,
        port,
        tls,
        maxConnections,
        systemThreads,
        headTimeout,
        maxBodyBytes,
        bodyBudgetBytes,
        timeout,
        idleTimeout,
        streamIdleTimeout,
        unreadTimeout);
  }

  /** The same settings with another patience for those who do not read. */
  public HttpSettings withUnreadTimeout(Duration timeout) {
    return new HttpSettings(
        host,
        port,
        tls,
        maxConnections,
        systemThreads,
        headTimeout,
        maxBodyBytes,
        bodyBudgetBytes,
        bodyTimeout,
        idleTimeout,
        timeout.plusMinutes(1).compareTo(streamIdleTimeout) > 0
            ? timeout.plusMinutes(1)
            : streamIdleTimeout,
        timeout);
  }
}
