// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
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
  private static final int EPOCH_TAG = 1;

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
  void write(Object value, JsonGenerator out) throws IOException {
    long millis = ((Instant) value).toEpochMilli();
    if (out instanceof CBORGenerator cbor) {
      cbor.writeTag(EPOCH_TAG);
      cbor.writeNumber(millis);
    } else {
      out.writeNumber(BigDecimal.valueOf(millis, 3).toPlainString());
    }
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
