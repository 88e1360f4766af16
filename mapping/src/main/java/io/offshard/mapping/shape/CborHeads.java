// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Refuses two kinds of CBOR that the parser would take.
 *
 * <ul>
 *   <li>Many tags before one value. One is all that anybody sends; the parser keeps them in a list
 *       that is copied whenever it grows, and a body of 14 MiB of tags kept it busy for longer than
 *       five minutes.
 *   <li>Texts that are not UTF-8, of which the parser lets overlong forms pass.
 * </ul>
 *
 * <p>The walk goes from head to head. Where a body is damaged it loses its way, but there the
 * parser stops.
 */
final class CborHeads {
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int TAG = 6;

  /** The most that a value may have. */
  private static final int MOST_TAGS = 8;

  private final byte[] body;
  private int at;

  private CborHeads(byte[] body) {
    this.body = body;
  }

  /**
   * Walks through a body.
   *
   * @throws MalformedBody for what is refused here
   */
  static void verify(byte[] body) {
    new CborHeads(body).walk();
  }

  private void walk() {
    int tags = 0;
    while (at < body.length) {
      int head = body[at++] & 0xff;
      int major = head >>> 5;
      tags = major == TAG ? tags + 1 : 0;
      if (tags > MOST_TAGS) {
        throw new MalformedBody("CBOR body: too many tags near byte " + at);
      }
      long argument = argument(head & 0x1f);
      if (major == BYTES || major == TEXT) {
        int end = argument < 0 || argument > body.length - at ? body.length : at + (int) argument;
        if (major == TEXT && !isUtf8(at, end)) {
          throw new MalformedBody("CBOR body: not UTF-8 near byte " + at);
        }
        at = end;
      }
    }
  }

  /** Steps over the rest of a head; what has no length, as it comes in pieces, has 0. */
  private long argument(int small) {
    if (small < 24 || small > 27) {
      return small < 24 ? small : 0;
    }
    long number = 0;
    for (int bytes = 1 << (small - 24); bytes > 0 && at < body.length; bytes--) {
      number = number << 8 | (body[at++] & 0xff);
    }
    return number;
  }

  private boolean isUtf8(int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] < 0) {
        byte[] written = new String(body, from, to - from, UTF_8).getBytes(UTF_8);
        return Arrays.equals(body, from, to, written, 0, written.length);
      }
    }
    return true;
  }
}
