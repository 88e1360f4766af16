// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.lang.reflect.Type;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instant to the millisecond. JSON: epoch seconds, written as a plain decimal with three digits
 * after the point (older SDKs cannot read scientific notation), read from any number. CBOR: tag 1
 * over whole epoch <em>milliseconds</em>, unlike RFC 8949, because that is what the AWS SDKs send
 * and expect.
 */
public final class Timestamp extends Shape<Instant> {
  private static final Timestamp SHAPE = new Timestamp();

  private Timestamp() {}

  /** The only shape of its kind: a timestamp has no constraints. */
  public static Timestamp any() {
    return SHAPE;
  }

  @Override
  @Nullable Object read(Source in) {
    return in.token().isNumeric()
        ? Instant.ofEpochMilli(in.epochMillis())
        : in.refuseUnconvertible("milliseconds since epoch");
  }

  @Override
  Instant build(Object raw) {
    return (Instant) raw;
  }

  @Override
  void write(Object value, BodyWriter out) {
    out.timestamp(((Instant) value).toEpochMilli());
  }

  @Override
  boolean fits(Type type) {
    return type == Instant.class;
  }

  @Override
  String typeName() {
    return "Timestamp";
  }
}
