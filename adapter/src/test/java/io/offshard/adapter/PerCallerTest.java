// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerCallerTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "OFFSHARD_AUTH_MODE", "sigv4",
              "OFFSHARD_AUTH_ACCESS", "all",
              "OFFSHARD_AUTH_CREDENTIALS_FILE", "/keys",
              "OFFSHARD_AUTH_KAFKA_PRINCIPAL", "per-key",
              "OFFSHARD_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
              "OFFSHARD_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"));

  private Config config() {
    return ConfigLoader.load(Profile.DEV, "", settings);
  }

  @Test
  void callersWithPasswordsCanComeAsThemselves() {
    assertThatCode(() -> PerCaller.require(config())).doesNotThrowAnyException();
  }

  @Test
  void whereNobodyKnowsWhoCallsTheStartIsRefused() {
    settings.put("OFFSHARD_AUTH_MODE", "none");
    assertThatThrownBy(() -> PerCaller.require(config()))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "auth.kafka-principal: per-key needs auth.mode sigv4: without it nobody knows who"
                + " calls");
    settings.put("OFFSHARD_AUTH_KAFKA_PRINCIPAL", "shared");
    assertThatCode(() -> PerCaller.require(config())).doesNotThrowAnyException();
  }

  @Test
  void whereKafkaAsksForNoPasswordTheStartIsRefused() {
    settings.remove("OFFSHARD_KAFKA_SECURITY_PROTOCOL");
    assertThatThrownBy(() -> PerCaller.require(config()))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "auth.kafka-principal: for per-key kafka.security.protocol must be SASL_SSL or"
                + " SASL_PLAINTEXT");
  }
}
