// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import java.nio.file.Path;

/** The JDK that runs the tests, for programs that they start. */
public final class Jvm {

  private Jvm() {}

  /** Its {@code java}. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
