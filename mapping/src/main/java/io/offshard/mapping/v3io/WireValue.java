// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.shape.Blob;
import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.MapShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.v3io.expression.Numerals;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute as it is sent: the one member that is there tells its type.
 *
 * @param n a number, as text
 * @param tS an instant: seconds since 1970, a colon and the nanoseconds beyond them
 */
public record WireValue(
    @Nullable String s,
    @Nullable String n,
    @Nullable ByteBuffer b,
    @Nullable Boolean bOOL,
    @Nullable String tS) {
  private static final Pattern TIME = Pattern.compile("(-?\\d{1,18}):(\\d{1,9})");

  /** The declaration of the members. */
  public static final Struct<WireValue> SHAPE =
      Struct.of(
          WireValue.class,
          Member.of("S", Text.any()),
          Member.of("N", Text.any()),
          Member.of("B", Blob.ofLength(0, Integer.MAX_VALUE)),
          Member.of("BOOL", Flag.any()),
          Member.of("TS", Text.any()));

  /** Attributes by name. */
  static final MapShape<WireValue> MAP = MapShape.of(Text.any(), SHAPE);

  /** The value as it is sent. */
  public static WireValue of(ItemValue value) {
    return switch (value) {
      case ItemValue.Text(String text) -> new WireValue(text, null, null, null, null);
      case ItemValue.Decimal(String digits) -> new WireValue(null, digits, null, null, null);
      case ItemValue.Bytes(byte[] bytes) ->
          new WireValue(null, null, ByteBuffer.wrap(bytes), null, null);
      case ItemValue.Bool(boolean truth) -> new WireValue(null, null, null, truth, null);
      case ItemValue.Time(long seconds, int nanos) ->
          new WireValue(null, null, null, null, seconds + ":" + nanos);
    };
  }

  /** What was sent; empty where it is no value, or more than one. */
  public Optional<ItemValue> value() {
    if (Stream.of(present(s), present(n), present(b), present(bOOL), present(tS))
            .filter(there -> there)
            .count()
        != 1) {
      return Optional.empty();
    }
    if (s != null) {
      return Optional.of(new ItemValue.Text(s));
    }
    if (n != null) {
      return Numerals.isNumber(n) ? Optional.of(new ItemValue.Decimal(n)) : Optional.empty();
    }
    if (b != null) {
      byte[] bytes = new byte[b.remaining()];
      b.duplicate().get(bytes);
      return Optional.of(new ItemValue.Bytes(bytes));
    }
    return bOOL != null ? Optional.of(new ItemValue.Bool(bOOL)) : time();
  }

  private static boolean present(@Nullable Object member) {
    return member != null;
  }

  private Optional<ItemValue> time() {
    Matcher matcher = TIME.matcher(tS == null ? "" : tS);
    return matcher.matches()
        ? Optional.of(
            new ItemValue.Time(
                Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Attributes as they are sent. */
  static Map<String, WireValue> of(Map<String, ItemValue> attributes) {
    SortedMap<String, WireValue> sent = new TreeMap<>();
    attributes.forEach((name, value) -> sent.put(name, of(value)));
    return sent;
  }

  /** Attributes that were sent; empty where one of them is no value or has no name. */
  static Optional<SortedMap<String, ItemValue>> values(Map<String, WireValue> sent) {
    SortedMap<String, ItemValue> values = new TreeMap<>();
    for (Map.Entry<String, WireValue> each : sent.entrySet()) {
      Optional<ItemValue> value = each.getValue().value();
      if (value.isEmpty() || each.getKey().isEmpty()) {
        return Optional.empty();
      }
      values.put(each.getKey(), value.get());
    }
    return Optional.of(values);
  }
}
