// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HashKeyRangeTest {
  private static final HashKey TEN = new HashKey(0, 10);

  @Test
  void bothEndsBelongToTheRange() {
    HashKeyRange range = new HashKeyRange(TEN, new HashKey(1, 5));

    assertThat(range.contains(TEN)).isTrue();
    assertThat(range.contains(new HashKey(1, 5))).isTrue();
    assertThat(range.contains(new HashKey(0, -1))).isTrue();
    assertThat(range.contains(TEN.previous())).isFalse();
    assertThat(range.contains(new HashKey(1, 6))).isFalse();
  }

  @Test
  void mayHoldASingleKeyButNotNone() {
    assertThat(new HashKeyRange(TEN, TEN).contains(TEN)).isTrue();
    assertThatThrownBy(() -> new HashKeyRange(TEN, TEN.previous()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
