// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SequenceNumberTest {
  private static final long LAST_SECOND = (1L << 36) - 1;

  /** From the AWS Lambda documentation: an event of shard 6 that arrived at 1545084650.987. */
  private static final String SAMPLE = "49590338271490256608559692538361571095921575989136588898";

  @Example
  void aNumberThatAwsIssuedIsUnderstoodAndWrittenAlike() {
    SequenceNumber number = SequenceNumber.parse(SAMPLE).orElseThrow();

    assertThat(number)
        .isEqualTo(
            new SequenceNumber(
                Instant.parse("2018-11-21T04:57:38Z").getEpochSecond(),
                6,
                1734642199,
                Instant.parse("2018-12-17T22:10:50Z").getEpochSecond()))
        .hasToString(SAMPLE);
  }

  @Example
  void shardsCreatedTogetherStartAsFarApartAsAtAws() {
    BigInteger apart = new BigInteger("22300745198530623141535718272648361505980432");
    for (int shard = 0; shard < 15; shard++) {
      BigInteger one = new BigInteger(SequenceNumber.starting(1_545_084_650, shard, 0).toString());
      BigInteger two =
          new BigInteger(SequenceNumber.starting(1_545_084_650, shard + 1, 0).toString());
      assertThat(two.subtract(one)).isEqualTo(apart);
    }
  }

  @Example
  void offsetsOfARecord() {
    SequenceNumber number = SequenceNumber.ofOffset(100, 3, 41, 200);

    assertThat(number).isEqualTo(new SequenceNumber(100, 3, 42, 200));
    assertThat(number.offsetAt()).isEqualTo(41);
    assertThat(number.offsetAfter()).isEqualTo(42);
    assertThat(number.isEnding()).isFalse();
  }

  @Example
  void afterTheStartingNumberIsTheFirstRecord() {
    assertThat(SequenceNumber.starting(100, 3, 0).offsetAt()).isEqualTo(-1);
    assertThat(SequenceNumber.starting(100, 3, 0).offsetAfter()).isZero();
    assertThat(SequenceNumber.starting(100, 3, 7).offsetAfter()).isEqualTo(7);
  }

  @Example
  void theEndingNumberIsAboveEveryRecord() {
    SequenceNumber ending = SequenceNumber.ending(100, 3, 100);
    SequenceNumber last = SequenceNumber.ofOffset(100, 3, Long.MAX_VALUE - 2, LAST_SECOND);

    assertThat(ending.isEnding()).isTrue();
    assertThat(last.isEnding()).isFalse();
    assertThat(number(ending)).isGreaterThan(number(last));
  }

  @Example
  void refusesValuesWithoutAPlaceInTheLayout() {
    assertRefused(() -> new SequenceNumber(-1, 0, 0, 0));
    assertRefused(() -> new SequenceNumber(LAST_SECOND + 1, 0, 0, 0));
    assertRefused(() -> new SequenceNumber(0, 0, 0, -1));
    assertRefused(() -> new SequenceNumber(0, 0, 0, LAST_SECOND + 1));
    assertRefused(() -> new SequenceNumber(0, -1, 0, 0));
    assertRefused(() -> new SequenceNumber(0, 0, -1, 0));
    assertRefused(() -> SequenceNumber.ofOffset(0, 0, -1, 0));
    assertRefused(() -> SequenceNumber.ofOffset(0, 0, Long.MAX_VALUE - 1, 0));
    assertRefused(() -> SequenceNumber.starting(0, 0, Long.MAX_VALUE));
  }

  @Example
  void refusesTextsThatAreNoSuchNumber() {
    Stream.of(
            "",
            "0",
            "1",
            "-1",
            "TRIM_HORIZON",
            "9".repeat(10_000),
            "0" + SAMPLE,
            SAMPLE + "0",
            " " + SAMPLE.substring(1),
            "-" + SAMPLE.substring(1),
            "0" + SAMPLE.substring(1),
            SAMPLE.substring(0, 55),
            SAMPLE.substring(0, 55) + "\u0668",
            "9".repeat(56),
            "1".repeat(56))
        .forEach(text -> assertThat(SequenceNumber.parse(text)).as(text).isEmpty());
  }

  @Example
  void refusesHexadecimalFieldsOutOfTheirRange() {
    String legal =
        "2" + "05bf4e2d2" + "6" + "0000000067648957" + "00" + "05c181faa" + "00000006" + "2";

    assertThat(SequenceNumber.parse(decimal(legal))).isPresent();
    Stream.of(
            "1" + legal.substring(1),
            "3" + legal.substring(1),
            legal.substring(0, 46) + "1",
            legal.substring(0, 10) + "7" + legal.substring(11),
            legal.substring(0, 11) + "8" + legal.substring(12),
            legal.substring(0, 27) + "01" + legal.substring(29),
            legal.substring(0, 27) + "80" + legal.substring(29),
            legal.substring(0, 38) + "8" + legal.substring(39),
            legal.substring(0, 45) + "7" + legal.substring(46))
        .forEach(hex -> assertThat(SequenceNumber.parse(decimal(hex))).as(hex).isEmpty());
  }

  @Property
  void textIsTheLayoutInDecimal(@ForAll("numbers") SequenceNumber number) {
    String hex =
        String.format(
            Locale.ROOT,
            "2%09x%x%016x00%09x%08x2",
            number.shardCreatedSecond(),
            number.shardIndex() & 0xf,
            number.index(),
            number.recordSecond(),
            number.shardIndex());

    assertThat(number.toString()).isEqualTo(decimal(hex)).hasSize(56);
  }

  @Property
  void everyNumberIsReadBack(@ForAll("numbers") SequenceNumber number) {
    assertThat(SequenceNumber.parse(number.toString())).contains(number);
  }

  @Property
  void withinAShardNumbersAreOrderedAsOffsetsAreWhateverTheTime(
      @ForAll @LongRange(min = 0, max = LAST_SECOND) long created,
      @ForAll @IntRange(min = 0) int shard,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 3) long offset,
      @ForAll @LongRange(min = 0, max = LAST_SECOND) long second,
      @ForAll @LongRange(min = 0, max = LAST_SECOND) long nextSecond) {
    SequenceNumber one = SequenceNumber.ofOffset(created, shard, offset, second);
    SequenceNumber next = SequenceNumber.ofOffset(created, shard, offset + 1, nextSecond);

    assertThat(one.toString()).isLessThan(next.toString());
    assertThat(number(one)).isLessThan(number(next));
  }

  @Property
  void anyNumberOf56DigitsIsReadExactlyOrRefused(@ForAll("digits") String digits) {
    assertThat(SequenceNumber.parse(digits).map(SequenceNumber::toString).orElse(digits))
        .isEqualTo(digits);
  }

  @Property
  void anyTextIsReadExactlyOrRefused(@ForAll String text) {
    Assume.that(!text.equals(SAMPLE));

    assertThat(SequenceNumber.parse(text)).isEmpty();
  }

  @Provide
  Arbitrary<SequenceNumber> numbers() {
    Arbitrary<Long> seconds = Arbitraries.longs().between(0, LAST_SECOND);
    return Combinators.combine(
            seconds,
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.longs().greaterOrEqual(0),
            seconds)
        .as(SequenceNumber::new);
  }

  @Provide
  Arbitrary<String> digits() {
    BigInteger least = BigInteger.TWO.shiftLeft(184);
    return Arbitraries.bigIntegers()
        .between(least, BigInteger.valueOf(3).shiftLeft(184))
        .map(BigInteger::toString);
  }

  private static void assertRefused(Runnable creation) {
    assertThatThrownBy(creation::run).isInstanceOf(IllegalArgumentException.class);
  }

  private static BigInteger number(SequenceNumber number) {
    return new BigInteger(number.toString());
  }

  private static String decimal(String hex) {
    return new BigInteger(hex, 16).toString();
  }
}
