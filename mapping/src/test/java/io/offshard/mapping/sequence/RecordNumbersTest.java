// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RecordNumbersTest {
  private static final long LAST_SECOND = (1L << 36) - 1;

  @Property
  void everyNumberIsThatOfTheLayout(
      @ForAll @LongRange(max = LAST_SECOND) long created,
      @ForAll @IntRange(max = Integer.MAX_VALUE) int shard,
      @ForAll @LongRange(max = Long.MAX_VALUE - 2) long offset,
      @ForAll @LongRange(max = LAST_SECOND) long second,
      @ForAll @IntRange(max = 999) int millis) {
    RecordNumbers numbers = new RecordNumbers(created, shard);

    numbers.of(7, 7); // what is kept from one record to the next must not show
    assertThat(numbers.text(offset, second * 1000 + millis))
        .isEqualTo(SequenceNumber.ofOffset(created, shard, offset, second).toString());
  }

  @Example
  void secondsThatFitNoNumberAreClamped() {
    RecordNumbers numbers = new RecordNumbers(5, 6);

    assertThat(numbers.text(7, -1)).isEqualTo(SequenceNumber.ofOffset(5, 6, 7, 0).toString());
    assertThat(numbers.text(7, Long.MAX_VALUE))
        .isEqualTo(SequenceNumber.ofOffset(5, 6, 7, LAST_SECOND).toString());
  }

  @Example
  void offsetsWithoutANumberAreRefused() {
    RecordNumbers numbers = new RecordNumbers(5, 6);

    assertThatThrownBy(() -> numbers.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> numbers.of(Long.MAX_VALUE - 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RecordNumbers(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
