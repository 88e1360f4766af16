// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * An answer's body inside the buffer of its connection, good until that one's next call. Members
 * are found by searching, not by parsing: the generator shares its cores with what it measures.
 */
final class Reply {

  private final Format format;
  private final int status;
  private final byte[] bytes;
  private final int from;
  private final int to;

  Reply(Format format, int status, byte[] bytes, int from, int to) {
    this.format = format;
    this.status = status;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  int status() {
    return status;
  }

  /** The buffer; the body is a part of it. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the body begins. */
  int from() {
    return from;
  }

  /** Fails unless the call succeeded. */
  Reply ok() {
    if (status != 200) {
      throw new IllegalStateException("status " + status + ": " + excerpt());
    }
    return this;
  }

  /** Where {@code what} begins at or after {@code start}; -1 when it does not occur. */
  int find(byte[] what, int start) {
    for (int i = start, last = to - what.length; i <= last; i++) {
      if (bytes[i] == what[0] && matches(what, i)) {
        return i;
      }
    }
    return -1;
  }

  boolean contains(byte[] what) {
    return find(what, from) >= 0;
  }

  /** Where the value of a member begins, at or after {@code start}; it must be there. */
  int value(byte[] marker, int start) {
    int at = find(marker, start);
    if (at < 0) {
      throw new IllegalStateException("no " + new String(marker, ISO_8859_1) + ": " + excerpt());
    }
    return at + marker.length;
  }

  /** The text that begins at {@code at}. */
  String text(int at) {
    int head = bytes[at] & 255;
    int start;
    int length;
    if (format.isJson()) {
      start = at + 1;
      length = find(new byte[] {'"'}, start) - start;
    } else if (head < 0x78) {
      start = at + 1;
      length = head - 0x60;
    } else if (head == 0x78) {
      start = at + 2;
      length = bytes[at + 1] & 255;
    } else {
      start = at + 3;
      length = ((bytes[at + 1] & 255) << 8) | (bytes[at + 2] & 255);
    }
    return new String(bytes, start, length, ISO_8859_1);
  }

  /** Whether the small whole number that begins at {@code at} is 0. */
  boolean isZero(int at) {
    return bytes[at] == (format.isJson() ? '0' : 0);
  }

  private boolean matches(byte[] what, int at) {
    for (int i = 1; i < what.length; i++) {
      if (bytes[at + i] != what[i]) {
        return false;
      }
    }
    return true;
  }

  private String excerpt() {
    return new String(bytes, from, Math.min(to - from, 300), ISO_8859_1);
  }
}
