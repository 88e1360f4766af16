// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one body. Turns every complaint of the parser into {@link MalformedBody}, and
 * remembers the first value of a wrong type while the rest of the body is read for well-formedness.
 */
final class Source {
  private final Wire wire;
  private final JsonParser parser;
  private final int bodyLength;
  private JsonToken token = JsonToken.NOT_AVAILABLE;
  private String text = "";
  private @Nullable String wrongType;

  /** How long the texts and bytes read so far are together. */
  private long read;

  Source(Wire wire, byte[] body) {
    this.wire = wire;
    this.bodyLength = body.length;
    this.parser = Jackson.parser(wire, body);
  }

  @FunctionalInterface
  private interface Step<V> {
    V take() throws IOException;
  }

  /**
   * Parsers have been known to answer hostile input with any unchecked exception, so all of them
   * count.
   */
  private <V> V guarded(Step<V> step) {
    try {
      return step.take();
    } catch (IOException | RuntimeException e) {
      throw malformed("not well-formed");
    }
  }

  private MalformedBody malformed(String reason) {
    long offset = parser.currentLocation().getByteOffset();
    return new MalformedBody(wire + " body: " + reason + " near byte " + offset);
  }

  Wire wire() {
    return wire;
  }

  /** Goes on to the next token, which has to exist. */
  JsonToken next() {
    @Nullable JsonToken next = guarded(parser::nextToken);
    if (next == null) {
      throw malformed("ends too early");
    }
    token = next;
    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
      text = guarded(parser::getText);
      count(text.length());
      if (hasLoneSurrogate(text)) {
        throw malformed("half a surrogate pair");
      }
    }
    return token;
  }

  /**
   * The parser of CBOR knows a tag by which a few bytes stand for a text that came before; without
   * this a body of 14 MiB could hold terabytes.
   */
  private void count(int length) {
    read += length;
    if (read > bodyLength) {
      throw malformed("holds more than its bytes");
    }
  }

  JsonToken token() {
    return token;
  }

  /** The current text. */
  String text() {
    return text;
  }

  /** The name of the member whose value comes next. */
  String name() {
    return text;
  }

  /** Reads the current value in the given shape; null stays null. */
  @Nullable Object read(Shape<?> shape) {
    return token == JsonToken.VALUE_NULL ? null : shape.read(this);
  }

  byte[] bytes() {
    byte[] bytes = guarded(parser::getBinaryValue);
    count(bytes.length);
    return bytes;
  }

  /** The current number, floored and clamped to 64 bits. */
  long wholeNumber() {
    return guarded(
        () -> {
          if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return (long) Math.floor(parser.getDoubleValue());
          }
          if (parser.getNumberType() != NumberType.BIG_INTEGER) {
            return parser.getLongValue();
          }
          return parser.getBigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        });
  }

  /** The current number as an instant, clamped to 64 bits of milliseconds. */
  long epochMillis() {
    return switch (wire) {
      case CBOR -> wholeNumber();
      // A double holds milliseconds exactly beyond the year 9999, and no exponent can make it
      // explode.
      case JSON -> Math.round(guarded(parser::getDoubleValue) * 1000);
    };
  }

  /** Steps over the current value, whatever it holds. */
  void skip() {
    int depth = 0;
    while (true) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return;
      }
      next();
    }
  }

  /** Makes sure that nothing follows the value that is the body. */
  void end() {
    if (guarded(parser::nextToken) != null) {
      throw malformed("goes on after its end");
    }
  }

  /** The services' text about the first value of a wrong type, or null while there is none. */
  @Nullable String wrongType() {
    return wrongType;
  }

  /**
   * Notes that the current value is of a wrong type, and steps over it.
   *
   * @param forScalars the services' text, except for lists and maps, which have texts of their own
   */
  @Nullable Object refuse(String forScalars) {
    if (wrongType == null) {
      wrongType =
          token == JsonToken.START_ARRAY
              ? "Start of list found where not expected"
              : token == JsonToken.START_OBJECT
                  ? "Start of structure or map found where not expected."
                  : forScalars;
    }
    skip();
    return null;
  }

  /**
   * As {@link #refuse} for scalars wanted: {@code class java.lang.String can not be converted to an
   * Integer}.
   */
  @Nullable Object refuseUnconvertible(String wanted) {
    return refuse("class " + valueClass() + " can not be converted to " + wanted);
  }

  /** As {@link #refuse} where the services repeat the text that they found. */
  @Nullable Object refuseText(String wanted, String found, String reason) {
    return refuse("'" + Excerpt.of(found) + "' can not be converted to " + wanted + reason);
  }

  private String valueClass() {
    if (token.isBoolean()) {
      return "java.lang.Boolean";
    }
    if (token.isNumeric()) {
      return "com.amazon.coral.value.json.numbers.TruncatingBigNumber";
    }
    return token == JsonToken.VALUE_STRING ? "java.lang.String" : "java.nio.HeapByteBuffer";
  }

  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
