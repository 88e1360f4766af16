// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardNameTest {
  @Test
  void hasSixDigitsAtLeast() {
    assertThat(ShardName.of(0)).isEqualTo("shard-000000");
    assertThat(ShardName.of(1_234_567)).isEqualTo("shard-1234567");
  }

  @Property
  void whatIsWrittenIsRead(@ForAll @IntRange(max = Integer.MAX_VALUE - 1) int partition) {
    assertThat(ShardName.parse(ShardName.of(partition))).hasValue(partition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "shard-0",
        "shard-0000001",
        "shard-00000a",
        "shardId-000000000000",
        "shard--00001",
        "shard-2147483647",
        "shard-2147483648",
        "shard-99999999999",
        "shard-\u0661\u0661\u0661\u0661\u0661\u0661"
      })
  void nothingElseIsOne(String id) {
    assertThat(ShardName.parse(id)).isEmpty();
  }
}
