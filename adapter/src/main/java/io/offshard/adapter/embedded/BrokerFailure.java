// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

/** The embedded broker did not start; the message is one line that names the cause. */
public final class BrokerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerFailure(String message) {
    super(message);
  }

  BrokerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
