// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kpl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Puts the fields of a protobuf message one behind the other, as {@link Message} reads them. */
final class MessageBuilder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void number(int field, long value) {
    varint(((long) field << 3) | Message.VARINT);
    varint(value);
  }

  void bytes(int field, ByteBuffer value) {
    byte[] content = new byte[value.remaining()];
    value.duplicate().get(content);
    varint(((long) field << 3) | Message.LENGTH);
    varint(content.length);
    bytes.writeBytes(content);
  }

  void text(int field, String value) {
    bytes(field, UTF_8.encode(value));
  }

  ByteBuffer message() {
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private void varint(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      bytes.write(((int) rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
