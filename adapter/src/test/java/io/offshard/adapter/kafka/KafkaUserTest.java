// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.auth.KafkaLogin;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaUserTest {
  private static final Map<String, String> SCRAM =
      Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512");

  @ParameterizedTest
  @ValueSource(strings = {"simple", "with\"quotes\"", "back\\slash", "semi;colon=", "'single'"})
  void kafkaUnderstandsWhateverIsInAPassword(String password) {
    KafkaUser user = new KafkaUser("ann", new KafkaLogin("user-ann", password));
    Object login =
        user.settings(Map.of("sasl.mechanism", "PLAIN", "client.id", "offshard-writer"))
            .get("sasl.jaas.config");
    JaasContext read =
        JaasContext.loadClientContext(
            Map.of("sasl.jaas.config", new Password(String.valueOf(login))));

    assertThat(read.configurationEntries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getLoginModuleName()).endsWith("PlainLoginModule");
              assertThat(entry.getOptions().get("username")).isEqualTo("user-ann");
              assertThat(entry.getOptions().get("password")).isEqualTo(password);
            });
  }

  @Test
  void theNameIsInTheIdsOfItsClientsAndThePasswordIsNotShown() {
    KafkaUser user = new KafkaUser("ann", new KafkaLogin("user-ann", "top-secret"));

    assertThat(user.settings(Map.of("sasl.mechanism", "SCRAM-SHA-256", "client.id", "offshard-x")))
        .containsEntry("client.id", "offshard-x-ann");
    assertThat(user.toString()).doesNotContain("top-secret");
  }

  @Test
  void settingsForPasswordsAreNoObstacle() {
    assertThat(KafkaUser.objection(SCRAM, List.of(Map.of("linger.ms", "1")))).isEmpty();
    assertThat(
            KafkaUser.objection(
                Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN"),
                List.of()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PLAINTEXT, PLAIN,       x, security.protocol must be",
    "SSL,       PLAIN,       x, security.protocol must be",
    "SASL_SSL,  GSSAPI,      x, sasl.mechanism must be",
    "SASL_SSL,  OAUTHBEARER, x, sasl.mechanism must be",
    "SASL_SSL,  PLAIN,       sasl.login.callback.handler.class, must not be set",
    "SASL_SSL,  PLAIN,       sasl.client.callback.handler.class, must not be set",
  })
  void otherSettingsAreRefusedByTheirNames(
      String protocol, String mechanism, String key, String why) {
    assertThat(
            KafkaUser.objection(
                Map.of("security.protocol", protocol, "sasl.mechanism", mechanism, key, "y"),
                List.of()))
        .hasValueSatisfying(text -> assertThat(text).contains(why));
  }

  @Test
  void noneOfTheClientsMayComeAsSomebodyElse() {
    assertThat(KafkaUser.objection(SCRAM, List.of(Map.of(), Map.of("sasl.jaas.config", "x"))))
        .hasValueSatisfying(text -> assertThat(text).contains("sasl.jaas.config"));
  }
}
