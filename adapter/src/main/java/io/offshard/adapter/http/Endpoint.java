// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

/**
 * What a server does with its requests. Called by many virtual threads at once, and free to block.
 */
@FunctionalInterface
public interface Endpoint {
  /** Answers one request. Must not throw: whatever it throws becomes a bare 500. */
  Reply serve(Exchange exchange);

  /**
   * Answers a request whose body was not taken, in words that its client understands.
   *
   * @param head the request, with an empty body
   */
  default Reply refuse(Exchange head, Rejection why) {
    return Reply.empty(why.status());
  }
}
