// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Opens ports. In clear: HTTP/1.1, and HTTP/2 by prior knowledge or by upgrade. Encrypted: the same
 * two by ALPN; a client that offers no ALPN may begin with either.
 */
final class Listener {
  /** Session tokens are long; on HTTP/2 a longer header list costs the client its connection. */
  private static final int HEADER_BYTES = 32 << 10;

  /** As ALPN spells it. */
  private static final String HTTP_1_1 = "http/1.1";

  private static final int STREAMS_PER_CONNECTION = 256;
  private static final int STREAM_WINDOW = 1 << 20;
  private static final long SILENCE_MILLIS = 250;
  private static final int CONNECTION_WINDOW = 8 << 20;

  private Listener() {}

  static void configure(HttpConfiguration http) {
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setSendDateHeader(true);
    http.setUriCompliance(UriCompliance.UNSAFE); // the path is ignored or taken raw, never resolved
  }

  /** In clear; it listens already, so that a busy port shows before anything is started. */
  static ServerConnector clear(
      Server server,
      HttpConfiguration http,
      HttpSettings settings,
      Connections connections,
      int port) {
    return open(
        server,
        settings,
        connections,
        port,
        new HttpConnectionFactory(http),
        h2(new HTTP2CServerConnectionFactory(http), settings));
  }

  /**
   * Encrypted. A preface without ALPN reaches the parser of HTTP/1.1, which hands it to the factory
   * of cleartext HTTP/2: that one must be there, and must not be offered by ALPN.
   */
  static ServerConnector encrypted(
      Server server,
      HttpConfiguration http,
      HttpSettings settings,
      Connections connections,
      int port,
      SslContextFactory.Server context) {
    HttpConfiguration https = new HttpConfiguration(http);
    https.addCustomizer(new SecureRequestCustomizer(false)); // clients use addresses, without SNI
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", HTTP_1_1);
    alpn.setDefaultProtocol(HTTP_1_1);
    return open(
        server,
        settings,
        connections,
        port,
        new SslConnectionFactory(context, alpn.getProtocol()),
        alpn,
        new HttpConnectionFactory(https),
        h2(new HTTP2ServerConnectionFactory(https), settings),
        h2(new HTTP2CServerConnectionFactory(https), settings));
  }

  private static <F extends AbstractHTTP2ServerConnectionFactory> F h2(
      F factory, HttpSettings settings) {
    factory.setMaxConcurrentStreams(STREAMS_PER_CONNECTION);
    factory.setInitialStreamRecvWindow(STREAM_WINDOW);
    factory.setInitialSessionRecvWindow(CONNECTION_WINDOW);
    factory.setStreamIdleTimeout(settings.patience().idleStream().toMillis());
    factory.setRateControlFactory(new FrameRates());
    return factory;
  }

  private static ServerConnector open(
      Server server,
      HttpSettings settings,
      Connections connections,
      int port,
      ConnectionFactory... factories) {
    ServerConnector connector = new BoundedConnector(server, connections, factories);
    connector.setHost(settings.host());
    connector.setPort(port);
    connector.setIdleTimeout(settings.patience().idle().toMillis());
    connector.setAcceptQueueSize(1024);
    connector.setShutdownIdleTimeout(
        -1); // it would cut HTTP/2 calls in flight; closeIdle() is for the others
    try {
      connector.open();
    } catch (IOException | UnresolvedAddressException e) {
      throw new CannotListen(settings.host(), port, e);
    }
    return connector;
  }

  /**
   * Closes HTTP/1.1 connections as soon as they have been silent for a moment, but for those with a
   * call in flight: their clients may pause as ever until they have the answer. HTTP/2 connections
   * end by themselves once GOAWAY is sent.
   *
   * @param idle how long a connection may be silent otherwise
   */
  static void closeIdle(Server server, Duration idle) {
    for (Connector connector : server.getConnectors()) {
      for (EndPoint client : connector.getConnectedEndPoints()) {
        EndPoint inner =
            client.getConnection() instanceof SslConnection ssl ? ssl.getSslEndPoint() : client;
        if (!(inner.getConnection() instanceof HTTP2Connection)) {
          closeIdle(inner, idle);
        }
      }
    }
    // What was in flight ends, and what was silent may have begun.
    server
        .getScheduler()
        .schedule(() -> closeIdle(server, idle), SILENCE_MILLIS / 5, TimeUnit.MILLISECONDS);
  }

  private static void closeIdle(EndPoint client, Duration idle) {
    boolean inFlight =
        client.getConnection() instanceof HttpConnection http
            && http.getHttpChannel().getRequest() != null;
    if (!inFlight) {
      client.setIdleTimeout(SILENCE_MILLIS);
    } else if (client.getIdleTimeout() == SILENCE_MILLIS) {
      client.setIdleTimeout(idle.toMillis());
    }
  }
}
