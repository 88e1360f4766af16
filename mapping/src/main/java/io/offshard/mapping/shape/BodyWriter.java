// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes one body, straight into its bytes: the calls say what comes, in the order in which it
 * stands there. Shapes write through it, and so do answers that are too large to be made of objects
 * first. For one thread; a wrong order of calls makes a wrong body.
 */
public abstract sealed class BodyWriter permits JsonWriter, CborWriter {
  byte[] buffer;
  int length;

  BodyWriter(int expectedBytes) {
    this.buffer = new byte[expectedBytes];
  }

  /**
   * A writer of an empty body.
   *
   * @param expectedBytes how long it will be; a longer one is copied as it grows
   */
  public static BodyWriter of(Wire wire, int expectedBytes) {
    return switch (wire) {
      case JSON -> new JsonWriter(expectedBytes);
      case CBOR -> new CborWriter(expectedBytes);
    };
  }

  /**
   * A writer of a body that comes behind some other bytes.
   *
   * @param opening what stands before it
   * @param expectedBytes as with {@link #of}, without the opening
   */
  public static BodyWriter behind(byte[] opening, Wire wire, int expectedBytes) {
    BodyWriter out = of(wire, Math.addExact(opening.length, expectedBytes));
    out.put(opening, 0, opening.length);
    return out;
  }

  /** Begins a structure or a map. */
  public abstract void beginMap();

  /** Ends the innermost structure or map. */
  public abstract void endMap();

  /** The name of the member that comes next. */
  public abstract void name(MemberName name);

  /** The key of the map's value that comes next. */
  public abstract void name(String name);

  /** Begins a list of so many elements. */
  public abstract void beginList(int size);

  /** Ends the innermost list. */
  public abstract void endList();

  /** A text; half a surrogate pair becomes a question mark. */
  public abstract void text(String text);

  /** A text that is in UTF-8 already: a piece of an array. */
  public abstract void utf8(byte[] array, int from, int length);

  /** Bytes: a piece of an array. */
  public abstract void bytes(byte[] array, int from, int length);

  /** A whole number. */
  public abstract void wholeNumber(long number);

  /** A truth value. */
  public abstract void flag(boolean flag);

  /** An instant, in milliseconds since 1970. */
  public abstract void timestamp(long epochMillis);

  /** The body so far; the writer is done with. */
  public final ByteBuffer body() {
    return ByteBuffer.wrap(buffer, 0, length);
  }

  /**
   * The body so far with so many bytes after it for the caller to fill; the writer is done with.
   */
  public final ByteBuffer body(int after) {
    room(after);
    return ByteBuffer.wrap(buffer, 0, length + after);
  }

  /** The same in an array that holds nothing else. */
  final byte[] exactBody() {
    return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
  }

  /** Makes room for so many bytes more. */
  final void room(int bytes) {
    if (buffer.length - length < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, bytes), larger()));
    }
  }

  /** Twice the size, as long as that is an array. */
  private int larger() {
    return (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8);
  }

  final void put(int b) {
    room(1);
    buffer[length++] = (byte) b;
  }

  final void put(byte[] array, int from, int count) {
    room(count);
    System.arraycopy(array, from, buffer, length, count);
    length += count;
  }
}
