// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.offshard.adapter.config.Config;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every entry of a Secret that values name is what the server takes it for. */
class SecretsTest {
  private final ServerPod pod = ServerPod.of(Chart.offshard().render(Chart.values("everything")));

  @TempDir private Path root;
  private Config config;

  @BeforeEach
  void load() {
    config = pod.config(root);
  }

  @Test
  void callersAndTheirRules() {
    assertThat(config.auth().credentialsFile().orElseThrow()).hasContent("callers/keys.ini");
    assertThat(config.auth().policiesFile().orElseThrow()).hasContent("rules/policies.yaml");
  }

  @Test
  void certificatesOfTheApi() {
    Config.Tls tls = config.api().tls();
    assertThat(tls.certificate().orElseThrow()).hasContent("api-tls/tls.crt");
    assertThat(tls.key().orElseThrow()).hasContent("api-tls/tls.key");
    assertThat(tls.clientCa().orElseThrow()).hasContent("clients/ca.crt");
  }

  @Test
  void whatKafkaAsksFor() {
    assertThat(config.kafka().client())
        .containsAllEntriesOf(
            Map.of(
                "sasl.jaas.config", "kafka-user/sasl.jaas.config",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", "kafka-ca/ca.crt",
                "ssl.keystore.type", "PEM",
                "ssl.keystore.certificate.chain", "kafka-user/user.crt",
                "ssl.keystore.key", "kafka-user/user.key",
                "ssl.key.password", "of a Secret"));
  }

  @Test
  void servicesThatAreAskedAndTokensOfYandex() {
    assertThat(config.schemaRegistry().passwordFile().orElseThrow())
        .hasContent("registry/password");
    assertThat(config.yandex().tokensFile().orElseThrow()).hasContent("yandex/tokens");
    assertThat(config.yandex().introspection().passwordFile().orElseThrow())
        .hasContent("yandex/introspection");
  }

  @Test
  void tokenKeysAreAllEntriesOfTheirSecret() {
    Path keys = config.tokens().directory().orElseThrow();
    VolumeMount mount =
        pod.container().getVolumeMounts().stream()
            .filter(candidate -> keys.endsWith(candidate.getMountPath().substring(1)))
            .findFirst()
            .orElseThrow();
    Volume volume =
        pod.spec().getVolumes().stream()
            .filter(candidate -> candidate.getName().equals(mount.getName()))
            .findFirst()
            .orElseThrow();
    assertThat(volume.getSecret().getSecretName()).isEqualTo("token-keys");
    assertThat(volume.getSecret().getItems()).isEmpty();
  }

  @Test
  void theChartMakesNone() {
    assertThat(pod.manifest().all(Secret.class)).isEmpty();
  }
}
