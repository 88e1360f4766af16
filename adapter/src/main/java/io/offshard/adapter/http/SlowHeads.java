// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which the head of a request, an HTTP/2 frame or a TLS handshake has begun
 * and is not whole in time. Jetty's own time-outs measure silence, so a byte a minute would keep
 * them. It looks at all connections now and then, as a timer for each request would cost more than
 * the requests; so it is late by up to a quarter of the time. Looks come one after the other.
 */
final class SlowHeads {
  private static final int LOOKS = 4;

  private final Server server;
  private final Connections connections;
  private final Duration patience;
  private Map<EndPoint, Seen> before = Map.of();

  /**
   * A connection at one look.
   *
   * @param greeted whether it has got as far as HTTP; what comes before is the handshake
   * @param since when the state of {@code greeted} was first seen
   */
  private record Seen(long bytes, boolean greeted, long since) {}

  private SlowHeads(Server server, Connections connections, Duration patience) {
    this.server = server;
    this.connections = connections;
    this.patience = patience;
  }

  /** Looks for as long as the server runs. */
  static void watch(Server server, Connections connections, Duration patience) {
    new SlowHeads(server, connections, patience).next();
  }

  private void next() {
    server.getScheduler().schedule(this::look, patience.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      long now = NanoTime.now();
      Map<EndPoint, Seen> seen = new HashMap<>();
      for (Connector connector : server.getConnectors()) {
        for (EndPoint client : connector.getConnectedEndPoints()) {
          seen.put(client, judge(client, before.get(client), now));
        }
      }
      before = seen;
    } finally {
      next();
    }
  }

  private Seen judge(EndPoint client, @Nullable Seen last, long now) {
    Seen current = seen(client, last, now);
    if (isLate(client, last, current, now)) {
      connections.cut();
      client.close();
    }
    return current;
  }

  private static Seen seen(EndPoint client, @Nullable Seen last, long now) {
    boolean greeted = isGreeted(inner(client));
    long since = last != null && last.greeted == greeted ? last.since : now;
    return new Seen(client.getConnection().getBytesIn(), greeted, since);
  }

  private boolean isLate(EndPoint client, @Nullable Seen last, Seen current, long now) {
    if (!current.greeted) {
      return isOver(current.since, now);
    }
    return switch (inner(client)) {
      case HttpConnection http ->
          http.getParser().inHeaderState()
              && http.getParser().getBeginNanoTime() != 0
              && isOver(http.getParser().getBeginNanoTime(), now);
      // The parser keeps the time of its last frame while it is idle: only if bytes have come since
      // the last look, and that time has not moved, are they of a frame that is not whole.
      case HTTP2Connection http2 ->
          last != null
              && last.bytes != current.bytes
              && isOver(http2.getSession().getParser().getBeginNanoTime(), now);
      default -> false;
    };
  }

  private boolean isOver(long begun, long now) {
    return NanoTime.elapsed(begun, now) > patience.toNanos();
  }

  /** Whether the handshake, or the preface of HTTP/2 with its settings, is over. */
  private static boolean isGreeted(Connection connection) {
    return switch (connection) {
      case HttpConnection http -> true;
      case HTTP2Connection http2 ->
          http2.getSession().getParser().getBeginNanoTime() != Long.MIN_VALUE;
      default -> false;
    };
  }

  private static Connection inner(EndPoint client) {
    return client.getConnection() instanceof SslConnection ssl
        ? ssl.getSslEndPoint().getConnection()
        : client.getConnection();
  }
}
