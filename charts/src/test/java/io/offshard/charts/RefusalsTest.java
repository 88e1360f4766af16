// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.kafka.SecretSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
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
          fullnameOverride: 1streams                   | does not match pattern
          fullnameOverride: streams.prod               | does not match pattern
          nameOverride: my.streams                     | does not match pattern
          config: {api: {port: 0}}                     | minimum: got 0, want 1
          config: {api: {tls: {port: 70000}}}          | maximum: got 70,000, want 65,535
          config: {management: {port: http}}           | got string, want integer
          config: {aws: {account-id: 000123456712}}    | got number, want string
          config: {kafka: {bootstrap.servers: [a]}}    | got array, want string
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
          secrets: {clientCa: {existingSecret: ca}}            | secrets.clientCa, or config.api.tls.client-ca, wants secrets.tls.existingSecret too
          config: {tokens: {keys: [{id: a, file: /k}]}}        | secrets.tokenKeys and config.tokens.keys are two ways
          {mode: sidecar, monitoring: {monitor: ServiceMonitor}} | monitoring.monitor must be PodMonitor for sidecars
          config: {tokens: {directory: /k}}                    | secrets.tokenKeys and config.tokens.directory are two ways
          config: {auth: {credentials-file: /c}}               | secrets.credentials and config.auth.credentials-file are two ways
          config: {auth: {policies-file: /p}}                  | secrets.policies and config.auth.policies-file are two ways
          {secrets: {tls: {existingSecret: t}}, config: {api: {tls: {key: /k}}}} | secrets.tls and config.api.tls.key are two ways
          config: {api: {tls: {client-ca: /ca}}}               | secrets.clientCa, or config.api.tls.client-ca, wants secrets.tls.existingSecret too
          {config: {auth: {mode: none}}, secrets: {credentials: {existingSecret: ''}}, extraEnv: [{name: OFFSHARD_AUTH_MODE, value: sigv4}]} | secrets.credentials.existingSecret must name the Secret of the access keys
          config: {api: {port: 4569}}                          | ports of config must differ
          config: {api: {cleartext: false, tls: {certificate: /c, port: 4569}}} | ports of config must differ
          {secrets: {tls: {existingSecret: t}}, service: {httpsPort: 4567}} | service.httpPort and service.httpsPort must differ
          service: {spec: {type: LoadBalancer}}                | service.spec.type is set by the chart
          service: {spec: {selector: {a: b}}}                  | service.spec.selector is set by the chart
          service: {spec: {ports: []}}                         | service.spec.ports is set by the chart
          extraEnv: [{name: OFFSHARD_TOKENS_DIRECTORY, value: /k}] | extraEnv names OFFSHARD_TOKENS_DIRECTORY, which the chart sets itself
          {jvmOptions: -Xmx1g, extraEnv: [{name: JAVA_TOOL_OPTIONS, value: -Xmx2g}]} | extraEnv names JAVA_TOOL_OPTIONS, which the chart sets itself
          """)
  void whatTheSchemaCannotSayIsRefusedInASentence(String values, String words) throws IOException {
    refused(values, words);
  }

  /** Service, probes and time to end go by what the chart reads, and that is {@code config}. */
  @ParameterizedTest
  @CsvSource({
    "OFFSHARD_API_PORT, config.api.port",
    "OFFSHARD_API_CLEARTEXT, config.api.cleartext",
    "OFFSHARD_API_DRAIN, config.api.drain",
    "OFFSHARD_API_TLS_PORT, config.api.tls.port",
    "OFFSHARD_API_TLS_CERTIFICATE, config.api.tls.certificate",
    "OFFSHARD_API_TLS_KEY, config.api.tls.key",
    "OFFSHARD_API_TLS_CLIENT_CA, config.api.tls.client-ca",
    "OFFSHARD_MANAGEMENT_PORT, config.management.port"
  })
  void whatTheChartReadsItselfHasNoPlaceInTheEnvironment(String variable, String value)
      throws IOException {
    refused(
        "extraEnv: [{name: %s, value: x}]".formatted(variable),
        "extraEnv names %s, of which Service and probes would not know: set %s"
            .formatted(variable, value));
  }

  @Test
  void aReleaseWhoseNameNoServiceMayHaveIsRefused() {
    assertThatThrownBy(
            () -> Chart.offshard().render(Chart.KUBERNETES, "1st", Chart.values("minimal")))
        .hasMessageContaining("1st-offshard is no name for a Service")
        .hasMessageContaining("set fullnameOverride");
  }

  @Test
  void aKubernetesWithoutSidecarsIsRefused() {
    assertThatThrownBy(() -> Chart.offshard().render("1.28.0", Chart.values("minimal")))
        .hasMessageContaining("requires kubeVersion: >=1.30.0-0");
  }

  /** Certificates are what Kafka calls a password, too, but are shown to everybody. */
  @Test
  void settingsThatTheServerKeepsOutOfSightAreNoTextOfAConfigMap() throws IOException {
    List<String> names =
        Stream.concat(
                Stream.of(ProducerConfig.configNames(), ConsumerConfig.configNames())
                    .flatMap(Set::stream),
                Stream.of(
                    "listener.name.a.plain.sasl.jaas.config",
                    "sasl.oauthbearer.assertion.private.key.passphrase",
                    "registry.Basic.Auth.Credentials",
                    "confluent.token.SECRET",
                    "vault.private.key"))
            .filter(name -> !name.equals("bootstrap.servers"))
            .filter(name -> !name.endsWith("certificates") && !name.endsWith("certificate.chain"))
            .distinct()
            .toList();
    StringBuilder shown = new StringBuilder("config:\n  kafka:\n    producer:\n");
    for (String name : names) {
      if (SecretSettings.isSecret(name)) {
        refused(
            "config: {kafka: {producer: {%s: x}}}".formatted(name),
            "config.kafka.producer.%s is a secret".formatted(name));
      } else {
        shown.append("      ").append(name).append(": x\n");
      }
    }
    Path file = Files.writeString(directory.resolve("values.yaml"), shown);
    assertThatCode(() -> Chart.offshard().render(Chart.values("minimal"), file))
        .doesNotThrowAnyException();
  }

  private void refused(String values, String words) throws IOException {
    Path file = Files.writeString(directory.resolve("values.yaml"), values);
    assertThatThrownBy(() -> Chart.offshard().render(Chart.values("minimal"), file))
        .hasMessageContaining(words);
  }
}
