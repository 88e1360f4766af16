// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

/**
 * The body is not well-formed JSON or CBOR. The services answer this without any text
 * (SerializationException without a message); the message here is for logs and quotes nothing of
 * the body.
 */
public final class MalformedBody extends WireException {

  MalformedBody(String message) {
    super(message);
  }
}
