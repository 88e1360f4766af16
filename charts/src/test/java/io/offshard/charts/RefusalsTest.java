// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot work are refused before anything is installed, with what is wrong. */
class RefusalsTest {
  @TempDir private Path directory;

  /** On top of values that work. Helm's words come from its library for JSON Schema. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          replicas: 0                                  | minimum: got 0, want 1
          replicas: two                                | got string, want integer
          replica: 3                                   | additional properties 'replica' not allowed
          image: {tga: x}                              | additional properties 'tga' not allowed
          image: {digest: sha256:12}                   | does not match pattern
          image: {pullPolicy: Sometimes}               | must be one of
          mode: daemon                                 | must be one of
          service: {type: ExternalName}                | must be one of
          service: {httpPort: 70000}                   | maximum: got 70,000, want 65,535
          config: []                                   | got array, want object
          config: {kafka: x}                           | got string, want object
          secrets: {tls: api-tls}                      | got string, want object
          secrets: {tls: {key: x}}                     | additional properties 'key' not allowed
          secrets: {password: x}                       | additional properties 'password' not allowed
          extraEnv: [{value: x}]                       | missing property 'name'
          podLabels: {a: 1}                            | got number, want string
          podDisruptionBudget: {minAvailable: half}    | does not match pattern
          monitoring: {monitor: Pod}                   | must be one of
          monitoring: {interval: often}                | does not match pattern
          networkPolicy: {kafkaPorts: [kafka]}         | got string, want integer
          """)
  void theSchemaRefuses(String values, String words) throws IOException {
    refused(values, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          config: {kafka: {bootstrap.servers: ''}}             | config.kafka is missing its bootstrap.servers
          config: {auth: {mode: ''}}                           | config.auth.mode is missing: sigv4, or none
          secrets: {credentials: {existingSecret: ''}}         | secrets.credentials.existingSecret must name the Secret of the access keys
          secrets: {policies: {existingSecret: ''}}            | secrets.policies.existingSecret must name the Secret of the rules
          secrets: {tokenKeys: {existingSecret: ''}}           | secrets.tokenKeys.existingSecret is missing
          config: {kafka: {sasl.jaas.config: x}}               | config.kafka.sasl.jaas.config is a secret
          config: {kafka: {producer: {ssl.key.password: x}}}   | config.kafka.producer.ssl.key.password is a secret
          autoscaling: {enabled: true, minReplicas: 7}         | autoscaling.minReplicas must not be above autoscaling.maxReplicas
          {networkPolicy: {enabled: true}, config: {kafka: {bootstrap.servers: kafka}}} | networkPolicy.kafkaPorts is missing
          {autoscaling: {enabled: true}, resources: null}      | resources.requests.cpu must be set
          config: {api: {cleartext: false}}                    | secrets.tls.existingSecret must name the Secret of the certificate
          secrets: {clientCa: {existingSecret: ca}}            | secrets.clientCa wants secrets.tls.existingSecret too
          config: {tokens: {keys: [{id: a, file: /k}]}}        | secrets.tokenKeys and config.tokens.keys are two ways
          {mode: sidecar, monitoring: {monitor: ServiceMonitor}} | monitoring.monitor must be PodMonitor for sidecars
          """)
  void whatTheSchemaCannotSayIsRefusedInASentence(String values, String words) throws IOException {
    refused(values, words);
  }

  @Test
  void aKubernetesWithoutSidecarsIsRefused() {
    assertThatThrownBy(() -> Chart.offshard().render("1.28.0", Chart.values("minimal")))
        .hasMessageContaining("requires kubeVersion: >=1.30.0-0");
  }

  private void refused(String values, String words) throws IOException {
    Path file = Files.writeString(directory.resolve("values.yaml"), values);
    assertThatThrownBy(() -> Chart.offshard().render(Chart.values("minimal"), file))
        .hasMessageContaining(words);
  }
}
