// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.shape.Wire;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, texts, {@code BigDecimal}s, flags, byte arrays and null as a body, right or
 * wrong as they are.
 */
final class Body {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Body() {}

  static byte[] write(Wire wire, @Nullable Object value) {
    Body body = new Body();
    switch (wire) {
      case JSON -> body.json(value);
      case CBOR -> body.cbor(value);
    }
    return body.out.toByteArray();
  }

  private void json(@Nullable Object value) {
    switch (value) {
      case null -> put("null");
      case String text -> jsonText(text);
      case byte[] bytes -> jsonText(Base64.getEncoder().encodeToString(bytes));
      case List<?> list -> {
        put("[");
        for (Iterator<?> each = list.iterator(); each.hasNext(); put(each.hasNext() ? "," : "")) {
          json(each.next());
        }
        put("]");
      }
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> each : map.entrySet()) {
          put(separator);
          separator = ",";
          jsonText((String) each.getKey());
          put(":");
          json(each.getValue());
        }
        put(map.isEmpty() ? "{}" : "}");
      }
      default -> put(value.toString());
    }
  }

  private void jsonText(String text) {
    put("\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"");
  }

  private void cbor(@Nullable Object value) {
    switch (value) {
      case null -> out.write(0xf6);
      case Boolean flag -> out.write(flag ? 0xf5 : 0xf4);
      case BigDecimal number -> number(number);
      case String text -> bytes(3, text.getBytes(UTF_8));
      case byte[] bytes -> bytes(2, bytes);
      case List<?> list -> {
        head(4, list.size());
        list.forEach(this::cbor);
      }
      case Map<?, ?> map -> {
        head(5, map.size());
        map.forEach(
            (name, member) -> {
              cbor(name);
              cbor(member);
            });
      }
      default -> throw new IllegalArgumentException("cannot write " + value.getClass());
    }
  }

  /** Fractions are doubles; what does not fit into 64 bits is a big number under its tag. */
  private void number(BigDecimal number) {
    if (number.stripTrailingZeros().scale() > 0) {
      out.write(0xfb);
      out.writeBytes(ByteBuffer.allocate(8).putDouble(number.doubleValue()).array());
      return;
    }
    BigInteger whole = number.toBigInteger();
    boolean negative = whole.signum() < 0;
    BigInteger argument = negative ? whole.not() : whole;
    if (argument.bitLength() < 64) {
      head(negative ? 1 : 0, argument.longValue());
    } else {
      head(6, negative ? 3 : 2);
      bytes(2, argument.toByteArray());
    }
  }

  private void bytes(int major, byte[] bytes) {
    head(major, bytes.length);
    out.writeBytes(bytes);
  }

  private void head(int major, long argument) {
    out.write(major << 5 | 27);
    out.writeBytes(ByteBuffer.allocate(8).putLong(argument).array());
  }

  private void put(String text) {
    out.writeBytes(text.getBytes(UTF_8));
  }
}
