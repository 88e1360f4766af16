// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import java.nio.file.Path;

/** The JDK that runs the tests, for programs that they start. */
final class Jvm {

  private Jvm() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
