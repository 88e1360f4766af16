// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.nio.channels.UnresolvedAddressException;

/**
 * A server cannot have the address that it was told to listen on; the message names the address and
 * the reason.
 */
public final class CannotListen extends RuntimeException {
  CannotListen(String host, int port, Exception reason) {
    super("Cannot listen on %s:%d: %s".formatted(host, port, words(reason)), reason);
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
