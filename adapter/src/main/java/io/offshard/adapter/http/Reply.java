// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back: a status, header fields in order, and a body of known length.
 *
 * @param status the HTTP status
 * @param headers header fields, the content type among them; never Content-Length, Date or
 *     Connection
 * @param body the body, backed by an array, not to be changed or consumed any more
 */
public record Reply(int status, Map<String, String> headers, ByteBuffer body) {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** A reply without a body or a content type. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), NOTHING);
  }

  /** A short text in UTF-8. */
  public static Reply text(int status, String contentType, String text) {
    return new Reply(
        status,
        Map.of("Content-Type", contentType),
        ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
