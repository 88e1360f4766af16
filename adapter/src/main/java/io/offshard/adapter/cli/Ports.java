// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.file.Reasons;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds out that a port is taken before anything is started. */
final class Ports {
  /** One port to be, and the option that changes it; port 0 is always free. */
  record Wanted(String host, int port, String option) {}

  private Ports() {}

  /**
   * Takes all ports at once, so that two equal ones are found out too, and lets them go again.
   *
   * @throws Failure that names the first that cannot be taken, and its option
   */
  static void requireFree(List<Wanted> wanted) {
    List<Closeable> taken = new ArrayList<>();
    try {
      for (Wanted one : wanted) {
        taken.add(take(one));
      }
    } finally {
      for (Closeable socket : taken) {
        close(socket);
      }
    }
  }

  private static ServerSocket take(Wanted wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(wanted.host(), wanted.port()));
      return socket;
    } catch (IOException e) {
      throw new Failure(
          "cannot listen on %s:%d (%s): free the port, or choose another with %s"
              .formatted(wanted.host(), wanted.port(), Reasons.of(e), wanted.option()),
          e);
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new Failure("cannot let go of a port", e);
    }
  }
}
