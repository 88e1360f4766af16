// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;

/** JSON without white space; only what has to be escaped is. */
final class JsonWriter extends BodyWriter {
  private static final byte[] TRUE = "true".getBytes(ISO_8859_1);
  private static final byte[] FALSE = "false".getBytes(ISO_8859_1);
  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(ISO_8859_1);
  private static final int MOST_DIGITS = 20;

  /** The most that a byte of text becomes: backslash, u, four digits. */
  private static final int LONGEST_ESCAPE = 6;

  /** Whether a comma comes before the next value or name. */
  private boolean separated;

  JsonWriter(int expectedBytes) {
    super(expectedBytes);
  }

  private void separate() {
    if (separated) {
      put(',');
    }
    separated = true;
  }

  @Override
  public void beginMap() {
    separate();
    put('{');
    separated = false;
  }

  @Override
  public void endMap() {
    put('}');
    separated = true;
  }

  @Override
  public void name(MemberName name) {
    separate();
    put(name.json, 0, name.json.length);
    put(':');
    separated = false;
  }

  @Override
  public void name(String name) {
    text(name);
    put(':');
    separated = false;
  }

  @Override
  public void beginList(int size) {
    separate();
    put('[');
    separated = false;
  }

  @Override
  public void endList() {
    put(']');
    separated = true;
  }

  @Override
  public void text(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    if (needsEscape(utf8)) {
      escaped(utf8);
    } else {
      ascii(utf8, 0, utf8.length);
    }
  }

  @Override
  public void ascii(byte[] array, int from, int length) {
    separate();
    put('"');
    put(array, from, length);
    put('"');
  }

  private static boolean needsEscape(byte[] utf8) {
    for (byte b : utf8) {
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        return true;
      }
    }
    return false;
  }

  private void escaped(byte[] utf8) {
    separate();
    room(2 + Math.multiplyExact(LONGEST_ESCAPE, utf8.length));
    put('"');
    for (byte b : utf8) {
      if (b < 0 || b >= ' ') {
        if (b == '"' || b == '\\') {
          put('\\');
        }
        put(b);
      } else {
        control(b);
      }
    }
    put('"');
  }

  private void control(byte b) {
    put('\\');
    switch (b) {
      case '\b' -> put('b');
      case '\t' -> put('t');
      case '\n' -> put('n');
      case '\f' -> put('f');
      case '\r' -> put('r');
      default -> {
        put('u');
        put('0');
        put('0');
        put(DIGITS[b >>> 4]);
        put(DIGITS[b & 0xf]);
      }
    }
  }

  @Override
  public void bytes(byte[] array, int from, int length) {
    separate();
    ByteBuffer base64 = Base64.getEncoder().encode(ByteBuffer.wrap(array, from, length));
    room(2 + base64.remaining());
    put('"');
    put(base64.array(), base64.arrayOffset() + base64.position(), base64.remaining());
    put('"');
  }

  @Override
  public void wholeNumber(long number) {
    separate();
    digits(number);
  }

  private void digits(long number) {
    byte[] text = Long.toString(number).getBytes(ISO_8859_1);
    put(text, 0, text.length);
  }

  @Override
  public void flag(boolean flag) {
    separate();
    byte[] text = flag ? TRUE : FALSE;
    put(text, 0, text.length);
  }

  /** Seconds as a plain decimal: older SDKs cannot read scientific notation. */
  @Override
  public void timestamp(long epochMillis) {
    separate();
    room(MOST_DIGITS + 2);
    if (epochMillis < 0 && epochMillis > -1000) {
      put('-');
    }
    digits(epochMillis / 1000);
    int millis = (int) Math.abs(epochMillis % 1000);
    put('.');
    put('0' + millis / 100);
    put('0' + millis / 10 % 10);
    put('0' + millis % 10);
  }
}
