// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigPrinterTest {

  @Test
  void printsYamlThatLoadsTheSameConfiguration() {
    String yaml =
        """
        api: {port: 1, drain: 1500ms, max-body-bytes: 1000001}
        aws: {account-id: 000000000042}
        streams: {replication-factor: 3}
        tokens: {keys: [{id: a, file: "/with space/and: colon"}]}
        kafka: {bootstrap.servers: "k:9092", client.id: "#1", consumer: {fetch.max.bytes: 1000}}
        """;
    Config config = ConfigLoader.load(Profile.DEV, yaml, Map.of());

    String printed = ConfigPrinter.print(config);

    assertThat(ConfigLoader.load(Profile.SERVE, printed, Map.of())).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.key.password",
        "ssl.truststore.password",
        "ssl.keystore.key",
        "sasl.oauthbearer.client.credentials.client.secret",
        "listener.name.x.ssl.keystore.password",
        "my.plugin.Password",
      })
  void neverPrintsASecret(String setting) {
    String yaml =
        "kafka: {%1$s: hunter2, producer: {%1$s: hunter2}, admin: {%1$s: hunter2}}"
            .formatted(setting);

    assertThat(ConfigPrinter.print(ConfigLoader.load(Profile.DEV, yaml, Map.of())))
        .doesNotContain("hunter2")
        .contains("<redacted>");
  }

  @Test
  void theReferencePageIsWhatTheDeclarationsSay() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "configuration.md")))
        .as("run: ./offshard config reference > docs/configuration.md")
        .isEqualTo(ConfigReference.markdown());
  }
}
