// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Plain CBOR: maps and lists of either form, texts and bytes in one piece, whole numbers. */
final class PlainCbor extends PlainReader {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int LIST = 4;
  private static final int MAP = 5;
  private static final byte NULL = (byte) 0xf6;
  private static final byte BREAK = (byte) 0xff;
  private static final int INDEFINITE = 31;

  /** Deeper than any declared structure. */
  private static final int DEEPEST = 16;

  /** How many members or elements are left on each level; negative where a break ends it. */
  private final long[] left = new long[DEEPEST];

  private int depth = -1;

  PlainCbor(byte[] body) {
    super(body);
  }

  @Override
  void beginMap() {
    begin(MAP);
  }

  @Override
  boolean hasMember() {
    return hasMore();
  }

  @Override
  void beginList() {
    begin(LIST);
  }

  @Override
  boolean hasElement() {
    return hasMore();
  }

  private void begin(int major) {
    left[++depth] = (body[at] & 0xff) == (major << 5 | INDEFINITE) ? broken() : argument(major);
  }

  private long broken() {
    at++;
    return -1;
  }

  private boolean hasMore() {
    long more = left[depth];
    if (more < 0 ? body[at] == BREAK : more == 0) {
      at += more < 0 ? 1 : 0;
      depth--;
      return false;
    }
    left[depth] = more < 0 ? more : more - 1;
    return true;
  }

  @Override
  boolean isName(MemberName name) {
    byte[] expected = name.cbor;
    int after = at + expected.length;
    if (after > body.length || !Arrays.equals(body, at, after, expected, 0, expected.length)) {
      return false;
    }
    at = after;
    return true;
  }

  @Override
  boolean isNull() {
    if (body[at] != NULL) {
      return false;
    }
    at++;
    return true;
  }

  @Override
  String text() {
    int length = length(TEXT);
    String text = utf8(at, length);
    at += length;
    return text;
  }

  @Override
  ByteBuffer bytes() {
    int length = length(BYTES);
    ByteBuffer bytes = ByteBuffer.wrap(body, at, length).slice();
    at += length;
    return bytes;
  }

  @Override
  long wholeNumber() {
    return (body[at] & 0xff) >>> 5 == NEGATIVE ? -1 - argument(NEGATIVE) : argument(UNSIGNED);
  }

  @Override
  void end() {
    if (at != body.length) {
      throw new NotPlain();
    }
  }

  /** The length of what follows, all of which is there. */
  private int length(int major) {
    long length = argument(major);
    if (length > body.length - at) {
      throw new NotPlain();
    }
    return (int) length;
  }

  /** The number in an item's head, below 2^63. */
  private long argument(int major) {
    int head = body[at++] & 0xff;
    int small = head & 0x1f;
    if (head >>> 5 != major || small > 27) {
      throw new NotPlain();
    }
    if (small < 24) {
      return small;
    }
    long number = 0;
    for (int bytes = 1 << (small - 24); bytes > 0; bytes--) {
      number = number << 8 | (body[at++] & 0xff);
    }
    if (number < 0) {
      throw new NotPlain();
    }
    return number;
  }
}
