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
    utf8(utf8, 0, utf8.length);
  }

  @Override
  public void utf8(byte[] array, int from, int length) {
    separate();
    put('"');
    int plain = plain(array, from, length);
    put(array, from, plain);
    if (plain < length) {
      escaped(array, from + plain, from + length);
    }
    put('"');
  }

  /** How many bytes stand before the first that has to be escaped. */
  private static int plain(byte[] array, int from, int length) {
    for (int i = 0; i < length; i++) {
      byte b = array[from + i];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        return i;
      }
    }
    return length;
  }

  private void escaped(byte[] array, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = array[i];
      if (b < 0 || b >= ' ') {
        if (b == '"' || b == '\\') {
          put('\\');
        }
        put(b);
      } else {
        control(b);
      }
    }
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
    if (number < 0) {
      byte[] text = Long.toString(number).getBytes(ISO_8859_1);
      put(text, 0, text.length);
      return;
    }
    int count = 1;
    for (long power = 10; count < MOST_DIGITS - 1 && number >= power; power *= 10) {
      count++;
    }
    room(count);
    length += count;
    long rest = number;
    for (int place = length - 1; place >= length - count; place--) {
      buffer[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
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
