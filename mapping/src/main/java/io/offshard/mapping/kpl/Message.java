// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kpl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Walks through the fields of a protobuf message. Never reads beyond its end, and never takes
 * memory for what a length only promises.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class Message {
  static final int VARINT = 0;
  static final int LENGTH = 2;

  private static final int FIXED_64 = 1;
  private static final int FIXED_32 = 5;

  private final ByteBuffer bytes;
  private int field;
  private int wireType;

  Message(ByteBuffer bytes) {
    this.bytes = bytes.duplicate();
  }

  /** Goes to the next field, if there is one; its value must be taken or skipped. */
  boolean next() throws MalformedMessage {
    if (!bytes.hasRemaining()) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (field <= 0 || tag >>> 32 != 0) {
      throw new MalformedMessage();
    }
    return true;
  }

  /** The number of the field. */
  int field() {
    return field;
  }

  long number() throws MalformedMessage {
    require(VARINT);
    return varint();
  }

  /** A view. */
  ByteBuffer bytes() throws MalformedMessage {
    require(LENGTH);
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw new MalformedMessage();
    }
    ByteBuffer view = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return view;
  }

  String text() throws MalformedMessage {
    try {
      return UTF_8.newDecoder().decode(bytes()).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessage();
    }
  }

  void skip() throws MalformedMessage {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED_64 -> skip(Long.BYTES);
      case LENGTH -> bytes();
      case FIXED_32 -> skip(Integer.BYTES);
      default -> throw new MalformedMessage(); // groups, which the format does not have
    }
  }

  private void skip(int count) throws MalformedMessage {
    if (count > bytes.remaining()) {
      throw new MalformedMessage();
    }
    bytes.position(bytes.position() + count);
  }

  private void require(int expected) throws MalformedMessage {
    if (wireType != expected) {
      throw new MalformedMessage();
    }
  }

  private long varint() throws MalformedMessage {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!bytes.hasRemaining()) {
        throw new MalformedMessage();
      }
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedMessage();
  }
}
