// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is sent back: a status, header fields in order, and a body. */
public sealed interface Reply {
  /** The HTTP status. */
  int status();

  /** Header fields, the content type among them; never Content-Length, Date or Connection. */
  Map<String, String> headers();

  /**
   * A reply whose body is there.
   *
   * @param body the body, backed by an array, not to be changed or consumed any more
   */
  record Whole(int status, Map<String, String> headers, ByteBuffer body) implements Reply {}

  /** A reply whose body is told piece by piece, for as long as its client listens. */
  record Streamed(int status, Map<String, String> headers, StreamedBody body) implements Reply {}

  /** A reply without a body or a content type. */
  static Reply empty(int status) {
    return new Whole(status, Map.of(), ByteBuffer.allocate(0));
  }

  /** A short text in UTF-8. */
  static Reply text(int status, String contentType, String text) {
    return new Whole(
        status,
        Map.of("Content-Type", contentType),
        ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
