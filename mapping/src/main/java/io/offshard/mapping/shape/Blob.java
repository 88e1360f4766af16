// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonToken;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes: base64 with padding in JSON, a byte string in CBOR. Values are array-backed buffers, which
 * nobody may consume: read through {@code duplicate()}.
 */
public final class Blob extends Shape<ByteBuffer> {
  private final Bounds length;
  private final List<Constraint> constraints;

  private Blob(Bounds length) {
    this.length = length;
    this.constraints = length.on("length", raw -> ((ByteBuffer) raw).remaining());
  }

  /** From {@code min} to {@code max} bytes (before base64), both inclusive. */
  public static Blob ofLength(int min, int max) {
    return new Blob(new Bounds(min, max));
  }

  Bounds length() {
    return length;
  }

  @Override
  @Nullable Object read(Source in) {
    if (in.wire() == Wire.CBOR) {
      return in.token() == JsonToken.VALUE_EMBEDDED_OBJECT
          ? ByteBuffer.wrap(in.bytes())
          : in.refuseUnconvertible("a Blob");
    }
    if (in.token() != JsonToken.VALUE_STRING) {
      return in.refuseUnconvertible("a Blob");
    }
    ByteBuffer bytes = Base64Text.decode(in.text());
    return bytes != null
        ? bytes
        : in.refuseText("a Blob", in.text(), ": " + Base64Text.problem(in.text()));
  }

  @Override
  ByteBuffer plain(PlainReader in) {
    return accepted(in.bytes());
  }

  @Override
  ByteBuffer build(Object raw) {
    return (ByteBuffer) raw;
  }

  @Override
  void write(Object value, BodyWriter out) {
    ByteBuffer bytes = (ByteBuffer) value;
    out.bytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  @Override
  boolean fits(Type type) {
    return type == ByteBuffer.class;
  }

  @Override
  String typeName() {
    return "Blob";
  }

  @Override
  List<Constraint> constraints() {
    return constraints;
  }
}
