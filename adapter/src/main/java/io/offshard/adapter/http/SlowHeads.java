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
 * and is not whole in time; fields that go on in CONTINUATION frames are one thing. Jetty's own
 * time-outs measure silence, so a byte a minute would keep them. It looks at all connections now
 * and then, as a timer for each request would cost more than the requests; so it is late by up to
 * half of the time. Looks come one after the other.
 */
final class SlowHeads {
  private static final int LOOKS = 4;

  private final Server server;
  private final Connections connections;
  private final Duration patience;
  private Map<EndPoint, Seen> before = Map.of();

  /** Whether something has begun that is not whole. */
  private enum Begun {
    YES,
    NO,
    /** If bytes come and nothing gets done: the parser of HTTP/2 does not say. */
    WITH_BYTES
  }

  /**
   * A connection at one look.
   *
   * @param mark another one whenever something got done
   * @param bytes received by then
   * @param since what has begun is under way; the time of the look where nothing is
   */
  private record Seen(Begun begun, long mark, long bytes, long since) {
    /** What is known with this look; it stays as it is while the same thing is under way. */
    Seen then(Seen next) {
      boolean same = next.begun == begun && next.mark == mark;
      boolean goesOn =
          switch (begun) {
            case YES -> true;
            case NO -> false;
            case WITH_BYTES -> next.bytes != bytes;
          };
      return same && goesOn ? this : next;
    }
  }

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
    Seen current = seen(client, now);
    Seen known = last == null ? current : last.then(current);
    if (NanoTime.elapsed(known.since, now) > patience.toNanos()) {
      connections.cut();
      client.close();
    }
    return known;
  }

  private static Seen seen(EndPoint client, long now) {
    long bytes = client.getConnection().getBytesIn();
    return switch (inner(client)) {
      case HttpConnection http -> {
        long begin = http.getParser().inHeaderState() ? http.getParser().getBeginNanoTime() : 0;
        yield new Seen(begin == 0 ? Begun.NO : Begun.YES, begin, bytes, now);
      }
      case HTTP2Connection http2 -> {
        long lastFrame = http2.getSession().getParser().getBeginNanoTime();
        boolean greeted = lastFrame != 0;
        yield new Seen(greeted ? Begun.WITH_BYTES : Begun.YES, lastFrame, bytes, now);
      }
      default -> new Seen(Begun.YES, 0, bytes, now); // the handshake
    };
  }

  private static Connection inner(EndPoint client) {
    return client.getConnection() instanceof SslConnection ssl
        ? ssl.getSslEndPoint().getConnection()
        : client.getConnection();
  }
}
