// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free TCP ports: a process that is to come back on its port cannot ask for any free one. */
public final class Ports {

  private Ports() {}

  /** A port of the loopback address that was free a moment ago. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
