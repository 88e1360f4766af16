// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A schema registry that knows nobody, and keeps what it was shown. */
final class RefusingRegistry implements AutoCloseable {
  private final HttpServer server;
  private final List<String> shown = new CopyOnWriteArrayList<>();

  RefusingRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The headers that were to prove who asks. */
  List<String> shown() {
    return shown;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
