// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Free TCP ports: a process that is to come back on its port cannot ask for any free one. */
public final class Ports {

  /** The system gives a port again as soon as it is closed. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port of the loopback address that was free a moment ago, another one at each call. */
  public static int free() {
    int port = anyFree();
    while (!GIVEN.add(port)) {
      port = anyFree();
    }
    return port;
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
