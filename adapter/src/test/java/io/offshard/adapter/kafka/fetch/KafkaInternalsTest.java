// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/**
 * What this package uses of the Kafka clients is not their public interface. After an upgrade its
 * integration tests must have passed before the versions here are raised.
 */
class KafkaInternalsTest {

  @Test
  void areThoseOfTheVersionThatWasTested() {
    assertThat(AppInfoParser.getVersion()).isEqualTo("4.3.1");
  }

  @Test
  void speakTheProtocolsThatWereTested() {
    assertThat(ApiKeys.FETCH.latestVersion()).isEqualTo((short) 18);
    assertThat(ApiKeys.FETCH.oldestVersion()).isLessThanOrEqualTo((short) 12);
    assertThat(ApiKeys.LIST_OFFSETS.latestVersion()).isEqualTo((short) 11);
    assertThat(ApiKeys.METADATA.latestVersion()).isEqualTo((short) 13);
  }
}
