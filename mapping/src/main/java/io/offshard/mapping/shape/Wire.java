// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

/**
 * The two encodings of a body: {@code application/x-amz-json-1.1} (and 1.0) and {@code
 * application/x-amz-cbor-1.1}. They carry the same members and differ in blobs and timestamps.
 */
public enum Wire {
  /** RFC 8259, UTF-8 only, nothing lenient. */
  JSON,
  /** RFC 8949; maps are written with indefinite length, as AWS does, and read in either form. */
  CBOR;

  /**
   * Makes sure that a body is one well-formed value, nested at most 100 deep, and nothing after it.
   *
   * @throws MalformedBody when it is not
   */
  public void verify(byte[] body) {
    Source in = new Source(this, body);
    in.next();
    in.skip();
    in.end();
  }
}
