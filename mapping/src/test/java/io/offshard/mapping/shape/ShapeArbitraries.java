// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Makes values of declared types out of nothing but their declarations. */
public final class ShapeArbitraries {
  private static final int MOST = 4;
  private static final long YEAR_10000 = 253_402_300_800_000L;

  /** A maker of texts for each pattern that is in use; a new pattern needs one, too. */
  private static final Map<String, Arbitrary<String>> BY_PATTERN =
      Map.of(
          "[a-z]+", Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(5),
          "[a-zA-Z0-9_.-]+",
              Arbitraries.strings()
                  .alpha()
                  .numeric()
                  .withChars("_.-")
                  .ofMinLength(1)
                  .ofMaxLength(128),
          "[a-z0-9]{20}-[a-z0-9]{3}", Arbitraries.just("0123456789abcdefghij-xyz"),
          "arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+",
              Arbitraries.strings()
                  .alpha()
                  .ofMinLength(1)
                  .ofMaxLength(128)
                  .map(name -> "arn:aws-cn:kinesis:eu-west-1:012345678901:stream/" + name),
          "arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+",
              Arbitraries.of(
                  "arn:aws:kinesis:eu-west-1:012345678901:stream/s",
                  "arn:aws:kinesis:eu-west-1:012345678901:stream/s/consumer/c:1"),
          "^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+",
              Arbitraries.longs()
                  .greaterOrEqual(0)
                  .map(at -> "arn:aws:kinesis:eu-west-1:012345678901:stream/s/consumer/c:" + at),
          "0|([1-9]\\d{0,38})", digits(39),
          "0|([1-9]\\d{0,128})", digits(129));

  private ShapeArbitraries() {}

  /** Values that satisfy every constraint. */
  public static <R extends Record> Arbitrary<R> of(Struct<R> struct) {
    return raw(struct).map(struct::build);
  }

  private static Arbitrary<Object> raw(Shape<?> shape) {
    return switch (shape) {
      case Text text -> text(text).asGeneric();
      case EnumText<?> text -> Arbitraries.of(text.values()).asGeneric();
      case Whole<?> whole -> whole(whole);
      case Flag flag -> Arbitraries.of(true, false).asGeneric();
      case Blob blob ->
          Arbitraries.bytes().array(byte[].class).ofMaxSize(MOST).map(ByteBuffer::wrap).asGeneric();
      case Timestamp at ->
          Arbitraries.longs().between(0, YEAR_10000 - 1).map(Instant::ofEpochMilli).asGeneric();
      case ListShape<?> list ->
          raw(list.element())
              .list()
              .ofMinSize(fewest(list.length()))
              .ofMaxSize((int) Math.min(list.length().max(), MOST))
              .asGeneric();
      case MapShape<?> map ->
          Arbitraries.maps(text(map.key()), raw(map.value()))
              .ofMinSize(fewest(map.length()))
              .ofMaxSize((int) Math.min(map.length().max(), MOST))
              .asGeneric();
      case Struct<?> struct -> members(struct);
    };
  }

  private static Arbitrary<Object> members(Struct<?> struct) {
    List<Arbitrary<@Nullable Object>> members =
        struct.members().stream().map(ShapeArbitraries::member).toList();
    return members.isEmpty()
        ? Arbitraries.just(new Object[0])
        : Combinators.combine(members).as(List::toArray);
  }

  private static Arbitrary<@Nullable Object> member(Member<?> member) {
    return raw(member.shape()).injectNull(member.required() ? 0 : 0.3);
  }

  private static Arbitrary<Object> whole(Whole<?> whole) {
    Bounds bounds = whole.bounds();
    return whole.fits(Integer.class)
        ? Arbitraries.integers()
            .between(
                (int) Math.max(bounds.min(), Integer.MIN_VALUE),
                (int) Math.min(bounds.max(), Integer.MAX_VALUE))
            .asGeneric()
        : Arbitraries.longs().between(bounds.min(), bounds.max()).asGeneric();
  }

  private static Arbitrary<String> text(Text text) {
    Pattern pattern = text.pattern();
    if (pattern == null) {
      int most = (int) Math.min(text.length().max(), 2 * MOST);
      return characters()
          .list()
          .ofMinSize(fewest(text.length()))
          .ofMaxSize(most)
          .map(l -> String.join("", l));
    }
    Arbitrary<String> made = BY_PATTERN.get(pattern.pattern());
    if (made == null) {
      throw new IllegalStateException("no maker of texts for " + pattern);
    }
    return made;
  }

  private static Arbitrary<String> characters() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 0x7f)),
            Tuple.of(1, Arbitraries.integers().between(0, 0xd7ff)),
            Tuple.of(1, Arbitraries.integers().between(0xe000, Character.MAX_CODE_POINT)))
        .map(Character::toString);
  }

  private static Arbitrary<String> digits(int most) {
    return Arbitraries.bigIntegers()
        .between(BigInteger.ZERO, BigInteger.TEN.pow(most).subtract(BigInteger.ONE))
        .map(BigInteger::toString);
  }

  private static int fewest(Bounds length) {
    return (int) Math.max(length.min(), 0);
  }
}
