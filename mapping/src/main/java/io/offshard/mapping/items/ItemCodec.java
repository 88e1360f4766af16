// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.items.ItemState.Gone;
import io.offshard.mapping.items.ItemState.Present;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the states of items as the values of Kafka records, and reads them back: a byte for the
 * format's level, one for what it is, and the attributes, texts and bytes with their length first.
 */
public final class ItemCodec {
  /** The newest format that this version writes and reads. */
  public static final byte LEVEL = 1;

  private static final byte GONE = 0;
  private static final byte PRESENT = 1;

  private ItemCodec() {}

  /** What the value of a record turned out to be. */
  public sealed interface Decoded {
    /** A state that this version understands. */
    record Known(ItemState state) implements Decoded {}

    /** Written by a newer version. */
    record Newer(int level) implements Decoded {}

    /** Nothing that any version writes. */
    record Malformed() implements Decoded {}
  }

  /** The bytes of a state. */
  public static byte[] encode(ItemState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LEVEL);
      switch (state) {
        case Gone gone -> out.writeByte(GONE);
        case Present(SortedMap<String, ItemValue> attributes) -> {
          out.writeByte(PRESENT);
          out.writeInt(attributes.size());
          for (Map.Entry<String, ItemValue> each : attributes.entrySet()) {
            write(out, each.getKey().getBytes(UTF_8));
            write(out, each.getValue());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, ItemValue value) throws IOException {
    switch (value) {
      case ItemValue.Text(String text) -> {
        out.writeByte('T');
        write(out, text.getBytes(UTF_8));
      }
      case ItemValue.Decimal(String digits) -> {
        out.writeByte('N');
        write(out, digits.getBytes(UTF_8));
      }
      case ItemValue.Bytes(byte[] bytes) -> {
        out.writeByte('B');
        write(out, bytes);
      }
      case ItemValue.Bool(boolean yes) -> out.writeByte(yes ? '+' : '-');
      case ItemValue.Time(long seconds, int nanos) -> {
        out.writeByte('I');
        out.writeLong(seconds);
        out.writeInt(nanos);
      }
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads any bytes; never throws. */
  public static Decoded decode(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    try {
      byte level = in.get();
      if (level != LEVEL) {
        return level > LEVEL ? new Decoded.Newer(level) : new Decoded.Malformed();
      }
      ItemState state = state(in);
      return in.hasRemaining() ? new Decoded.Malformed() : new Decoded.Known(state);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return new Decoded.Malformed();
    }
  }

  private static ItemState state(ByteBuffer in) {
    byte kind = in.get();
    if (kind == GONE) {
      return new Gone();
    }
    require(kind == PRESENT);
    TreeMap<String, ItemValue> attributes = new TreeMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      require(attributes.put(text(in), value(in)) == null);
    }
    return new Present(attributes);
  }

  private static ItemValue value(ByteBuffer in) {
    return switch (in.get()) {
      case 'T' -> new ItemValue.Text(text(in));
      case 'N' -> new ItemValue.Decimal(text(in));
      case 'B' -> new ItemValue.Bytes(bytes(in));
      case '+' -> new ItemValue.Bool(true);
      case '-' -> new ItemValue.Bool(false);
      case 'I' -> new ItemValue.Time(in.getLong(), in.getInt());
      default -> throw new IllegalArgumentException("no such type");
    };
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in), UTF_8);
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    require(length >= 0 && length <= in.remaining()); // before there is an array of it
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void require(boolean wellFormed) {
    if (!wellFormed) {
      throw new IllegalArgumentException("malformed");
    }
  }
}
