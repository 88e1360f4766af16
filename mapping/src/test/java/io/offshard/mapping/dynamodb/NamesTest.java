// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.dynamodb.TableArn.StreamName;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** ARNs and sequence numbers. */
class NamesTest {
  private static final TableArn ARNS = new TableArn("us-east-1", "000000000000");
  private static final Instant LABEL = Instant.parse("2026-01-02T03:04:05.678Z");

  @Property
  void aNumberIsReadBackAndItsLengthIsOneThatClientsTake(
      @ForAll @LongRange(min = 0, max = 9_999_999_999L) long second,
      @ForAll @LongRange(min = 0) long offset) {
    ChangeNumber number = new ChangeNumber(second, offset);

    assertThat(number.toString()).matches("[1-9][0-9]{20,39}");
    assertThat(ChangeNumber.parse(number.toString())).contains(number);
  }

  @Property
  void numbersGrowWithTheOffsetAndBeforeThatWithTheShard(
      @ForAll @LongRange(min = 0, max = 9_999_999_998L) long second,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long offset) {
    BigInteger number = new BigInteger(new ChangeNumber(second, offset).toString());

    assertThat(new BigInteger(new ChangeNumber(second, offset + 1).toString()))
        .isGreaterThan(number);
    assertThat(new BigInteger(new ChangeNumber(second + 1, 0).toString())).isGreaterThan(number);
  }

  @Property
  void noOtherTextIsANumber(@ForAll String text) {
    assertThat(ChangeNumber.parse(text).map(ChangeNumber::toString).orElse(text)).isEqualTo(text);
  }

  @Example
  void numbersBeyondAnyOffsetAreNone() {
    assertThat(ChangeNumber.parse("1" + "0".repeat(10) + "9".repeat(20))).isEmpty();
    assertThat(ChangeNumber.parse("2" + "0".repeat(30))).isEmpty();
    assertThat(ChangeNumber.parse("1" + "0".repeat(29))).isEmpty();
  }

  @Example
  void theArnOfAStreamNamesItsTableAndWhenItWasEnabled() {
    String arn = ARNS.stream("orders.v-1_x", LABEL);

    assertThat(arn)
        .isEqualTo(
            "arn:aws:dynamodb:us-east-1:000000000000:table/orders.v-1_x/stream/2026-01-02T03:04:05.678");
    assertThat(ARNS.parseStream(arn)).contains(new StreamName("orders.v-1_x", LABEL));
  }

  @Example
  void arnsOfOthersAreOfTheFormAndNotFound() {
    String other = new TableArn("us-east-1", "111111111111").stream("orders", LABEL);

    assertThat(TableArn.isStream(other)).isTrue();
    assertThat(ARNS.parseStream(other)).isEmpty();
    assertThat(ARNS.parseStream(new TableArn("eu-west-1", "000000000000").stream("orders", LABEL)))
        .isEmpty();
  }

  @Property
  void whatIsNoArnIsNone(@ForAll String text) {
    assertThat(TableArn.isStream(text)).isFalse();
    assertThat(TableArn.isStream(ARNS.table("orders") + "/stream/" + text)).isFalse();
  }

  @Example
  void aLabelHasOneForm() {
    String table = ARNS.table("orders") + "/stream/";

    assertThat(TableArn.isStream(table + "2026-02-30T00:00:00.000")).isFalse();
    assertThat(TableArn.isStream(table + "2026-01-02T03:04:05.6780")).isFalse();
    assertThat(TableArn.isStream(table + "2026-01-02T03:04:05")).isFalse();
  }
}
