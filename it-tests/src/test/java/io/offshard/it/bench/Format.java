// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The two body encodings of Kinesis, and v3io's, as far as a load generator has to know them. v3io
 * takes the stream's name from the body like the others.
 */
enum Format {
  JSON("application/x-amz-json-1.1", Payload.BASE64),
  CBOR("application/x-amz-cbor-1.1", Payload.BYTES),
  V3IO("application/json", Payload.BASE64);

  /** The path of a container that has all streams. */
  private static final String ALL_STREAMS = "/all/";

  private final String contentType;
  private final Payload payload;

  Format(String contentType, Payload payload) {
    this.contentType = contentType;
    this.payload = payload;
  }

  /** How a record's data looks inside a body. */
  Payload payload() {
    return payload;
  }

  boolean isJson() {
    return this != CBOR;
  }

  String contentType() {
    return contentType;
  }

  /** A whole HTTP request of one operation: head and body. */
  byte[] request(String operation, byte[] body) {
    return request(operation, body, "");
  }

  /** The same with more header lines. */
  byte[] request(String operation, byte[] body, String lines) {
    byte[] head = head(operation, body.length, lines);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /** The bytes before a body of {@code length} bytes. */
  byte[] head(String operation, int length, String lines) {
    return """
    POST %s HTTP/1.1\r
    Host: 127.0.0.1\r
    %s%s\r
    Content-Type: %s\r
    Content-Length: %d\r
    %s\r
    """
        .formatted(
            this == V3IO ? ALL_STREAMS : "/",
            this == V3IO ? "X-v3io-function: " : "X-Amz-Target: Kinesis_20131202.",
            operation,
            contentType,
            length,
            lines)
        .getBytes(US_ASCII);
  }

  /** A member's name as it is followed by its value; the name has less than 24 characters. */
  byte[] marker(String name) {
    return switch (this) {
      case JSON, V3IO -> ('"' + name + "\":").getBytes(US_ASCII);
      case CBOR -> ((char) (0x60 + name.length()) + name).getBytes(US_ASCII);
    };
  }

  /** {@link #marker} with what stands before the data of a 1 KiB blob. */
  byte[] blobMarker(String name) {
    byte[] marker = marker(name);
    byte[] start = isJson() ? new byte[] {'"'} : new byte[] {0x59, 0x04, 0x00};
    byte[] both = Arrays.copyOf(marker, marker.length + start.length);
    System.arraycopy(start, 0, both, marker.length, start.length);
    return both;
  }
}
