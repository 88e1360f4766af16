// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

/**
 * Says that a body is not for {@link PlainReader}; never leaves the package. It carries nothing,
 * not even a stack trace, as it is thrown for whatever callers like to send.
 */
final class NotPlain extends RuntimeException {

  NotPlain() {
    super(null, null, false, false);
  }
}
