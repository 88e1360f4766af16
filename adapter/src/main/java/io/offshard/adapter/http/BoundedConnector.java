// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Takes each connection and closes at once those beyond the bound. Jetty's own bound leaves them
 * waiting unanswered instead, so that their clients try no other replica.
 */
final class BoundedConnector extends ServerConnector {
  private final Connections connections;

  BoundedConnector(Server server, Connections connections, ConnectionFactory... factories) {
    super(server, null, null, null, 1, 1, factories);
    this.connections = connections;
  }

  @Override
  protected void onEndPointOpened(EndPoint client) {
    super.onEndPointOpened(client);
    if (!connections.opened()) {
      client.close();
    }
  }

  @Override
  protected void onEndPointClosed(EndPoint client) {
    connections.closed();
    super.onEndPointClosed(client);
  }
}
