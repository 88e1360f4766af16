// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.nio.channels.UnresolvedAddressException;

/**
 * A server cannot have the address that it was told to listen on; the message names the address and
 * the reason.
 */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int port;

  CannotListen(String host, int port, Exception reason) {
    super("Cannot listen on %s:%d: %s".formatted(host, port, words(reason)), reason);
    this.port = port;
  }

  /** Which one it cannot have. */
  public int port() {
    return port;
  }

  private static String words(Exception reason) {
    Throwable root = reason;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnresolvedAddressException
        ? "unknown host"
        : String.valueOf(root.getMessage());
  }
}
