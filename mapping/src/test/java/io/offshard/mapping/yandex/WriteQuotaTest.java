// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteQuotaTest {
  @ParameterizedTest
  @ValueSource(ints = {128, 512, 1024})
  void isRememberedByATag(int kib) {
    assertThat(WriteQuota.isKnown(kib)).isTrue();
    assertThat(WriteQuota.of(WriteQuota.tags(kib))).isEqualTo(kib);
  }

  @Test
  void isAMebibyteWithoutOneAndWhereSomebodyHasWrittenSomethingElse() {
    assertThat(WriteQuota.of(Map.of())).isEqualTo(1024);
    assertThat(WriteQuota.of(Map.of("yandex.write-quota-kb-per-sec", "7"))).isEqualTo(1024);
    assertThat(WriteQuota.isKnown(7)).isFalse();
  }
}
