// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The texts of the service's own tests. */
class YandexFaultTest {
  @Test
  void whatComesFromInsideHasTheServicesForm() {
    assertThat(YandexFault.streamExists("/Root/testtopic_cbor").message())
        .isEqualTo(
            "<main>: Error: Stream with name /Root/testtopic_cbor already exists, code: 500070\n");
  }

  @Test
  void anotherDatabaseIsNotThere() {
    YandexFault fault = YandexFault.noSuchDatabase("/Root1");
    assertThat(fault.message()).isEqualTo("Database with path '/Root1' doesn't exists");
    assertThat(fault.type().wireName()).isEqualTo("ResourceNotFoundException");
    assertThat(fault.type().status()).isEqualTo(400);
  }

  @Test
  void fewerShardsAreToldInNumbers() {
    assertThat(YandexFault.fewerShards(YandexFault.Type.INVALID_ARGUMENT, 3, 2).message())
        .contains("Shard count must be non-decreasing, old value is 3 new value is 2");
  }

  @Test
  void retentionsAreToldInSeconds() {
    assertThat(YandexFault.retentionInWrongDirection(true, 24, 4).message())
        .contains("Retention period is not greater than provided: 86400 <= 14400");
    assertThat(YandexFault.retentionInWrongDirection(false, 4, 24).message())
        .contains("Retention period is not less than provided: 14400 <= 86400");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(YandexFault.noSuchShard("x".repeat(100_000)).message()).hasSizeLessThan(1_100);
    assertThat(YandexFault.noSuchDatabase("x".repeat(100_000)).message()).hasSizeLessThan(1_100);
  }

  @Test
  void quotasAreToldInBytes() {
    assertThat(YandexFault.unknownQuota(7).message()).contains("{131072,524288,1048576}, got 7168");
  }
}
