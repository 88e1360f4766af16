// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The answer of an operation that says more than its body.
 *
 * @param status the HTTP status
 * @param headers header fields of its own, the content type among them where there is a body
 * @param body backed by an array; may be empty
 */
public record OwnAnswer(int status, Map<String, String> headers, ByteBuffer body) {
  /** Copies the header fields. */
  public OwnAnswer {
    headers = Map.copyOf(headers);
  }

  /** One without a body. */
  public static OwnAnswer empty(int status, Map<String, String> headers) {
    return new OwnAnswer(status, headers, ByteBuffer.allocate(0));
  }
}
