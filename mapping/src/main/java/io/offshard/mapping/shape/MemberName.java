// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * The name of a member, such as {@code PartitionKey}, as it stands in bodies of either encoding.
 * Names are short and ASCII.
 */
public final class MemberName {
  private static final int LONGEST = 255;

  /** With quotes and without the colon. */
  final byte[] json;

  /** With its length. */
  final byte[] cbor;

  /** A name; anything but 1 to 255 ASCII characters is an {@link IllegalArgumentException}. */
  public MemberName(String name) {
    byte[] ascii = name.getBytes(US_ASCII);
    if (ascii.length == 0
        || ascii.length > LONGEST
        || !new String(ascii, US_ASCII).equals(name)
        || name.indexOf('"') >= 0
        || name.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("not a member's name: " + name);
    }
    this.json = ("\"" + name + "\"").getBytes(US_ASCII);
    byte[] head =
        ascii.length < 24
            ? new byte[] {(byte) (0x60 + ascii.length)}
            : new byte[] {0x78, (byte) ascii.length};
    this.cbor = ByteBuffer.allocate(head.length + ascii.length).put(head).put(ascii).array();
  }
}
