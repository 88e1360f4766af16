// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies as SDKs send them, straight from their bytes and several times faster than a parser
 * of tokens. Whatever is unusual, wrong or damaged is {@link NotPlain}: the same bytes then go to
 * {@link Source}, which alone knows all forms, errors and texts. A property test holds the two
 * equal wherever this one gives an answer.
 */
abstract sealed class PlainReader permits PlainJson, PlainCbor {
  final byte[] body;

  /** The place of the byte to be read next. */
  int at;

  PlainReader(byte[] body) {
    this.body = body;
  }

  /** The accepted value of a body, or null where it is not plain. */
  static <R extends Record> @Nullable R read(Struct<R> struct, Wire wire, byte[] body) {
    PlainReader in =
        switch (wire) {
          case JSON -> new PlainJson(body);
          case CBOR -> new PlainCbor(body);
        };
    try {
      R value = struct.plain(in);
      in.end();
      return value;
    } catch (NotPlain | IndexOutOfBoundsException e) { // the latter where a body ends too early
      return null;
    }
  }

  abstract void beginMap();

  /** Whether another member comes; steps over the end of the map where none does. */
  abstract boolean hasMember();

  abstract void beginList();

  /** The same for lists. */
  abstract boolean hasElement();

  /**
   * Steps over the name of a member.
   *
   * @param first the one that is likely
   * @return its place among the names
   */
  final int member(MemberName[] names, int first) {
    int place = first == names.length ? 0 : first;
    for (int tried = 0; tried < names.length; tried++) {
      if (isName(names[place])) {
        return place;
      }
      place = place + 1 == names.length ? 0 : place + 1;
    }
    throw new NotPlain();
  }

  /** Whether this name is next; if so, steps over it. */
  abstract boolean isName(MemberName name);

  /** Whether a null is next; if so, steps over it. */
  abstract boolean isNull();

  abstract String text();

  /** Bytes that may be a part of the body. */
  abstract ByteBuffer bytes();

  abstract long wholeNumber();

  /** Makes sure that nothing follows. */
  abstract void end();

  /** The text of some bytes in UTF-8; a text that holds U+FFFD may have been damaged. */
  final String utf8(int from, int length) {
    String text = new String(body, from, length, UTF_8);
    if (text.indexOf('\ufffd') >= 0) {
      throw new NotPlain();
    }
    return text;
  }
}
