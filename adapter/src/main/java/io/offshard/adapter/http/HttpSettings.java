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
    int maxBodyBytes,
    long bodyBudgetBytes,
    Duration bodyTimeout,
    Duration idleTimeout,
    Duration streamIdleTimeout,
    Duration unreadTimeout) {

  /** 14 MiB: a PutRecords call of 10 MiB, in base64 and JSON. */
  public static final int MAX_BODY_BYTES = 14 << 20;

  /** The settings of an API port in clear: bodies of 14 MiB, of which 256 MiB in flight. */
  public static HttpSettings api(String host, int port) {
    return new HttpSettings(
        host,
        OptionalInt.of(port),
        Optional.empty(),
        MAX_BODY_BYTES,
        256L << 20,
        Duration.ofMinutes(2),
        Duration.ofSeconds(70),
        Duration.ofMinutes(6),
        Duration.ofMinutes(5));
  }

  /**
   * The settings of a port that is only asked questions: next to no body, little memory, short
   * patience.
   */
  static HttpSettings questions(String host, int port) {
    return new HttpSettings(
        host,
        OptionalInt.of(port),
        Optional.empty(),
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
