// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import java.nio.file.Path;
import java.util.List;

/** The JDK that runs the tests, for programs that they start. */
public final class Jvm {

  /**
   * Options for programs that run for some seconds: the second compiler would work for most of
   * them, for code that is then hardly used. In long runs there are none.
   */
  public static final List<String> BRIEF =
      Boolean.getBoolean("long") ? List.of() : List.of("-XX:TieredStopAtLevel=1");

  private Jvm() {}

  /** Its {@code java}. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
