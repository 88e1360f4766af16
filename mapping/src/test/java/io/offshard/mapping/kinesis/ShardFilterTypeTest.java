// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardFilterTypeTest {
  @ParameterizedTest
  @EnumSource
  void isFoundByItsNumberAndFitsAByte(ShardFilterType type) {
    assertThat(ShardFilterType.ofCode(type.code())).contains(type);
    assertThat(type.code()).isBetween(0, 127);
  }

  @Test
  void anotherNumberIsNone() {
    assertThat(ShardFilterType.ofCode(6)).isEmpty();
  }
}
