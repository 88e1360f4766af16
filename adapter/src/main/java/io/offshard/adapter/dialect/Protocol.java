// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.http.Exchange;
import java.util.Map;

/**
 * How the calls of one family of APIs say what they want, and how they are answered and refused.
 * Thread-safe.
 */
sealed interface Protocol permits AwsProtocol, V3ioProtocol {
  /** Which operation is meant, as far as the head of the request tells. */
  Target target(Exchange exchange);

  /** Carries out the call. Throws nothing: every failure is an answer too. */
  Answer answer(Exchange exchange, Target target);

  /** The answer to a call whose body had to be left, for want of memory, in its own encoding. */
  Answer overloaded(Exchange head, Target target);

  /** The answer to a call whose body is longer than any may be. */
  Answer tooLarge();

  /** The header fields of that answer. */
  Map<String, String> headers(Exchange exchange, Target target, Answer answer);
}
