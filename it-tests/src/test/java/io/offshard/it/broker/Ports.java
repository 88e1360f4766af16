// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free TCP ports: a process that is to come back on its port cannot ask for any free one. They are
 * below those that systems give to clients, so that no connection takes one meanwhile, and begin at
 * a random one, as other JVMs run tests at the same time.
 */
public final class Ports {
  private static final int FIRST = 12_000;
  private static final int COUNT = 20_000;

  private static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(COUNT));

  private Ports() {}

  /** A port of the loopback address that was free a moment ago, another one at each call. */
  public static int free() {
    int port = next();
    while (!isFree(port)) {
      port = next();
    }
    return port;
  }

  private static int next() {
    return FIRST + NEXT.getAndIncrement() % COUNT;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
