// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Opens the cleartext port: HTTP/1.1, and HTTP/2 by prior knowledge or by upgrade. */
final class Listener {
  /** Session tokens are long; on HTTP/2 a longer header list costs the client its connection. */
  private static final int HEADER_BYTES = 32 << 10;

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

  /** A connector that listens already, so that a busy port shows before anything is started. */
  static ServerConnector open(Server server, HttpConfiguration http, HttpSettings settings) {
    HTTP2CServerConnectionFactory h2c = new HTTP2CServerConnectionFactory(http);
    h2c.setMaxConcurrentStreams(STREAMS_PER_CONNECTION);
    h2c.setInitialStreamRecvWindow(STREAM_WINDOW);
    h2c.setInitialSessionRecvWindow(CONNECTION_WINDOW);
    h2c.setStreamIdleTimeout(settings.streamIdleTimeout().toMillis());
    h2c.setRateControlFactory(new FrameRates());
    ServerConnector connector =
        new ServerConnector(server, null, null, null, 1, 1, new HttpConnectionFactory(http), h2c);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setAcceptQueueSize(1024);
    connector.setShutdownIdleTimeout(
        -1); // it would cut HTTP/2 calls in flight; closeIdle() is for the others
    try {
      connector.open();
    } catch (IOException | UnresolvedAddressException e) {
      throw new CannotListen(settings.host(), settings.port(), e);
    }
    return connector;
  }

  /**
   * Closes HTTP/1.1 connections as soon as they have been silent for a moment; those with a call in
   * flight are not silent. HTTP/2 connections end by themselves once GOAWAY is sent.
   */
  static void closeIdle(Server server) {
    for (Connector connector : server.getConnectors()) {
      for (EndPoint client : connector.getConnectedEndPoints()) {
        if (!(client.getConnection() instanceof HTTP2Connection)) {
          client.setIdleTimeout(SILENCE_MILLIS);
        }
      }
    }
  }
}
