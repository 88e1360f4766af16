// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

/** What the broker process says on its standard output, in one line. */
final class BrokerProtocol {
  static final String READY = "READY";
  private static final String FAILED = "FAILED ";

  private BrokerProtocol() {}

  static String failed(String cause) {
    return FAILED + cause;
  }

  /** Of the last line; not written by the broker itself when the JVM could not start. */
  static String cause(String line) {
    return line.startsWith(FAILED) ? line.substring(FAILED.length()) : line;
  }
}
