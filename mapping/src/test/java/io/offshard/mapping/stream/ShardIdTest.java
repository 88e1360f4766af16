// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShardIdTest {
  @Property
  void everyNameIsReadBack(@ForAll @IntRange(min = 0) int index) {
    String id = ShardId.format(index);

    assertThat(id).isEqualTo(String.format(Locale.ROOT, "shardId-%012d", index));
    assertThat(ShardId.parse(id)).hasValue(index);
    assertThat(ShardId.parse(Integer.toString(index))).hasValue(index);
  }

  @Example
  void shortFormsAreUnderstood() {
    Stream.of("0", "shard-0", "x-00000000000", "-0", "shardId-000000000000", "-" + "0".repeat(127))
        .forEach(text -> assertThat(ShardId.parse(text)).as(text).hasValue(0));
  }

  @Example
  void otherTextsNameNoShard() {
    Stream.of("", "-", "x", "x-", "x-y", "x--1", "a-b-1", "1x", "x-1 ", "\u0661")
        .forEach(text -> assertThat(ShardId.parse(text)).as(text).isEmpty());
    Stream.of("2147483648", "shardId-002147483648", "9".repeat(100))
        .forEach(text -> assertThat(ShardId.parse(text)).as(text).isEmpty());
    assertThat(ShardId.parse("2147483647")).hasValue(Integer.MAX_VALUE);
  }

  @Example
  void thereIsNoShardBelowZero() {
    assertThatThrownBy(() -> ShardId.format(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
