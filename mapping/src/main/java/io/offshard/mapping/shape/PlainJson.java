// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Plain JSON: any white space, any escape but half a surrogate pair, whole numbers. */
final class PlainJson extends PlainReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** A number of so many digits surely fits. */
  private static final int SAFE_DIGITS = 18;

  /** Whether a comma must come before the next member or element. */
  private boolean separated;

  PlainJson(byte[] body) {
    super(body);
  }

  @Override
  void beginMap() {
    take('{');
    separated = false;
  }

  @Override
  boolean hasMember() {
    return hasMore('}');
  }

  @Override
  void beginList() {
    take('[');
    separated = false;
  }

  @Override
  boolean hasElement() {
    return hasMore(']');
  }

  private boolean hasMore(char end) {
    blank();
    if (body[at] == end) {
      at++;
      separated = true;
      return false;
    }
    if (separated) {
      take(',');
      blank();
    }
    separated = true;
    return true;
  }

  @Override
  boolean isName(MemberName name) {
    byte[] expected = name.json;
    int after = at + expected.length;
    if (after > body.length || !Arrays.equals(body, at, after, expected, 0, expected.length)) {
      return false;
    }
    at = after;
    take(':');
    blank();
    return true;
  }

  @Override
  boolean isNull() {
    if (body[at] != 'n') {
      return false;
    }
    if (body[at + 1] != 'u' || body[at + 2] != 'l' || body[at + 3] != 'l') {
      throw new NotPlain();
    }
    at += 4;
    return true;
  }

  @Override
  String text() {
    int from = begin();
    int to = special(from);
    at = to + 1;
    return body[to] == '"' ? utf8(from, to - from) : unescaped(from, to);
  }

  @Override
  ByteBuffer bytes() {
    int from = begin();
    int to = special(from);
    at = to + 1;
    ByteBuffer decoded =
        body[to] == '"'
            ? Base64Text.decode(body, from, to - from)
            : Base64Text.decode(unescaped(from, to));
    if (decoded == null) {
      throw new NotPlain();
    }
    return decoded;
  }

  @Override
  long wholeNumber() {
    boolean negative = body[at] == '-';
    int from = negative ? at + 1 : at;
    long number = 0;
    int to = from;
    while (to < body.length && body[to] >= '0' && body[to] <= '9' && to - from <= SAFE_DIGITS) {
      number = number * 10 + (body[to] - '0');
      to++;
    }
    int digits = to - from;
    if (digits == 0 || digits > SAFE_DIGITS || (digits > 1 && body[from] == '0')) {
      throw new NotPlain();
    }
    at = to; // a fraction or an exponent is not what may come next
    return negative ? -number : number;
  }

  @Override
  void end() {
    while (at < body.length) {
      if (!isBlank(body[at++])) {
        throw new NotPlain();
      }
    }
  }

  private void take(char expected) {
    blank();
    if (body[at++] != expected) {
      throw new NotPlain();
    }
  }

  private void blank() {
    while (isBlank(body[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int begin() {
    if (body[at] != '"') {
      throw new NotPlain();
    }
    return at + 1;
  }

  /** The place of the next quote or backslash. */
  private int special(int from) {
    int place = from;
    for (; place <= body.length - Long.BYTES; place += Long.BYTES) {
      long eight = (long) LONGS.get(body, place);
      long quotes = zeros(eight ^ ('"' * ONES));
      long escapes = zeros(eight ^ ('\\' * ONES));
      long controls = (eight - ' ' * ONES) & ~eight;
      long hit = (quotes | escapes | controls) & HIGHS;
      if (hit != 0) {
        return specialAt(place + (Long.numberOfTrailingZeros(hit) >>> 3));
      }
    }
    while (body[place] != '"' && body[place] != '\\' && (body[place] < 0 || body[place] >= ' ')) {
      place++;
    }
    return specialAt(place);
  }

  /**
   * Has the high bit of each byte that is zero. A borrow can set it in bytes above a true hit as
   * well, but the lowest is always true.
   */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }

  private int specialAt(int place) {
    if (body[place] >= 0 && body[place] < ' ') {
      throw new NotPlain(); // has to be escaped
    }
    return place;
  }

  /** A text with escapes; what has none stands between {@code from} and the first of them. */
  private String unescaped(int from, int first) {
    StringBuilder text = new StringBuilder();
    int begin = from;
    int to = first;
    while (body[to] == '\\') {
      text.append(utf8(begin, to - begin));
      at = to + 1;
      text.append(escaped());
      begin = at;
      to = special(begin);
    }
    at = to + 1;
    String whole = text.append(utf8(begin, to - begin)).toString();
    if (Source.hasLoneSurrogate(whole)) {
      throw new NotPlain();
    }
    return whole;
  }

  private char escaped() {
    byte which = body[at++];
    return switch (which) {
      case '"', '\\', '/' -> (char) which;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> throw new NotPlain();
    };
  }

  private char codeUnit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(body[at++], 16);
      if (digit < 0) {
        throw new NotPlain();
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }
}
