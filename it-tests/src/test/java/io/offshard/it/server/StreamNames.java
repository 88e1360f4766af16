// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import java.util.UUID;

/**
 * Names of streams that no other test uses: tests share one server and leave their streams behind.
 */
public final class StreamNames {

  private StreamNames() {}

  /** A new name that begins with {@code prefix}. */
  public static String fresh(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
