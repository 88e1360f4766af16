// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.lang.reflect.Type;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A whole number of 32 or 64 bits. As the services do, reading floors fractions and clamps what is
 * out of the type's range; the declared bounds are checked after that.
 *
 * @param <N> {@code Integer} or {@code Long}
 */
public final class Whole<N extends Number> extends Shape<N> {
  private final Class<N> type;
  private final LongFunction<N> clamp;
  private final Bounds bounds;
  private final List<Constraint> constraints;

  private Whole(Class<N> type, LongFunction<N> clamp, Bounds bounds) {
    this.type = type;
    this.clamp = clamp;
    this.bounds = bounds;
    this.constraints = bounds.on("value", raw -> ((Number) raw).longValue());
  }

  /** Any 32-bit number. */
  public static Whole<Integer> ofInt() {
    return ofInt(Bounds.NONE);
  }

  /** A 32-bit number of at least {@code min}. */
  public static Whole<Integer> ofIntFrom(int min) {
    return ofInt(new Bounds(min, Long.MAX_VALUE));
  }

  /** A 32-bit number of {@code min} to {@code max}, both inclusive. */
  public static Whole<Integer> ofInt(int min, int max) {
    return ofInt(new Bounds(min, max));
  }

  /** A 64-bit number of at least {@code min}. */
  public static Whole<Long> ofLongFrom(long min) {
    return new Whole<>(Long.class, Long::valueOf, new Bounds(min, Long.MAX_VALUE));
  }

  private static Whole<Integer> ofInt(Bounds bounds) {
    LongFunction<Integer> clamp =
        number -> Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return new Whole<>(Integer.class, clamp, bounds);
  }

  Bounds bounds() {
    return bounds;
  }

  @Override
  @Nullable Object read(Source in) {
    return in.token().isNumeric()
        ? clamp.apply(in.wholeNumber())
        : in.refuseUnconvertible("an " + typeName());
  }

  @Override
  N plain(PlainReader in) {
    return accepted(clamp.apply(in.wholeNumber()));
  }

  @Override
  N build(Object raw) {
    return type.cast(raw);
  }

  @Override
  void write(Object value, BodyWriter out) {
    out.wholeNumber(((Number) value).longValue());
  }

  @Override
  boolean fits(Type type) {
    return type == this.type;
  }

  @Override
  String typeName() {
    return type.getSimpleName();
  }

  @Override
  List<Constraint> constraints() {
    return constraints;
  }
}
