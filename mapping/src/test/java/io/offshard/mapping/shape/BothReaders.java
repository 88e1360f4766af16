// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads bodies by both ways, of which the one for any form is right by definition. */
public final class BothReaders {
  private BothReaders() {}

  /**
   * What the body holds, or why not; fails where the reader of plain bodies gives another answer.
   */
  public static <R extends Record> R read(Struct<R> struct, Wire wire, byte[] body) {
    R plain = PlainReader.read(struct, wire, body.clone());
    R value;
    try {
      value = struct.decodeAny(wire, body).value();
    } catch (WireException e) {
      assertThat(plain).as("not refused").isNull();
      throw e;
    }
    if (plain != null) {
      assertThat(plain).isEqualTo(value);
    }
    return value;
  }

  /** The same for a body that has to be plain. */
  public static <R extends Record> R plain(Struct<R> struct, Wire wire, byte[] body) {
    assertThat(isPlain(struct, wire, body)).as("plain").isTrue();
    return read(struct, wire, body);
  }

  /** Whether the reader of plain bodies answers. */
  public static boolean isPlain(Struct<?> struct, Wire wire, byte[] body) {
    return PlainReader.read(struct, wire, body) != null;
  }
}
