// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  private static final String SERVE =
      """
      auth:
        mode: none
      tokens:
        keys:
          - id: a
            file: /run/secrets/a
      kafka:
        bootstrap.servers: kafka:9092
      """;

  @Test
  void readsEveryKindOfValue() {
    Config config =
        ConfigLoader.load(
            Profile.SERVE,
            SERVE
                + """
                api:
                  port: 8080
                  max-body-bytes: 1048576
                  in-flight-body-bytes: 2MiB
                  drain: 1500ms
                streams:
                  replication-factor: 3
                access-log: false
                dialects: [kinesis]
                """,
            Map.of());

    assertThat(config.api().port()).isEqualTo(8080);
    assertThat(config.api().maxBodyBytes()).isEqualTo(1 << 20);
    assertThat(config.api().inFlightBodyBytes()).isEqualTo(2 << 20);
    assertThat(config.api().drain()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.streams().replicationFactor()).hasValue(3);
    assertThat(config.streams().minInsyncReplicas()).isEmpty();
    assertThat(config.accessLog()).isFalse();
    assertThat(config.dialects()).containsExactly(Config.Dialect.KINESIS);
    assertThat(config.tokens().keys())
        .containsExactly(new Tokens.TokenKey("a", Path.of("/run/secrets/a")));
  }

  @Test
  void keepsTheLeadingZerosOfAnUnquotedAccount() {
    String yaml = SERVE + "aws:\n  account-id: 000000000042\n";

    assertThat(ConfigLoader.load(Profile.SERVE, yaml, Map.of()).aws().accountId())
        .isEqualTo("000000000042");
  }

  @Test
  void takesKafkaSettingsUnderTheirOwnDottedNames() {
    String yaml =
        """
        kafka:
          bootstrap.servers: k:9092
          sasl.mechanism: PLAIN
          producer:
            compression.type: zstd
          consumer: {fetch.max.bytes: 1000}
        """;

    Config.Kafka kafka = ConfigLoader.load(Profile.DEV, yaml, Map.of()).kafka();

    assertThat(kafka.client())
        .containsOnly(
            Map.entry("bootstrap.servers", "k:9092"), Map.entry("sasl.mechanism", "PLAIN"));
    assertThat(kafka.producer()).containsOnly(Map.entry("compression.type", "zstd"));
    assertThat(kafka.admin()).isEmpty();
    assertThat(kafka.consumer()).containsOnly(Map.entry("fetch.max.bytes", "1000"));
  }

  @Test
  void takesKafkaSettingsFromTheEnvironment() {
    Config.Kafka kafka =
        ConfigLoader.load(
                Profile.SERVE,
                SERVE,
                Map.of(
                    "OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", "other:9092",
                    "OFFSHARD_KAFKA_CLIENT_ID", "x",
                    "OFFSHARD_KAFKA_PRODUCER_LINGER_MS", "1"))
            .kafka();

    assertThat(kafka.bootstrapServers()).isEqualTo("other:9092");
    assertThat(kafka.client()).containsEntry("client.id", "x").hasSize(2);
    assertThat(kafka.producer()).containsOnly(Map.entry("linger.ms", "1"));
  }

  @Test
  void readsASecretKafkaSettingFromAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("jaas"), "the secret\n");

    Map<String, String> environment =
        Map.of("OFFSHARD_KAFKA_SASL_JAAS_CONFIG_FILE", file.toString());

    assertThat(ConfigLoader.load(Profile.DEV, "", environment).kafka().client())
        .containsEntry("sasl.jaas.config", "the secret");
    assertThat(problems(Map.of("OFFSHARD_KAFKA_SSL_KEY_PASSWORD_FILE", "/no/such/file")))
        .containsExactly(
            "OFFSHARD_KAFKA_SSL_KEY_PASSWORD_FILE: cannot read the file /no/such/file");
  }

  @Test
  void refusesASecretGivenTwice(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("jaas"), "the secret");

    assertThat(
            problems(
                Map.of(
                    "OFFSHARD_KAFKA_SASL_JAAS_CONFIG",
                    "other",
                    "OFFSHARD_KAFKA_SASL_JAAS_CONFIG_FILE",
                    file.toString())))
        .containsExactly(
            "OFFSHARD_KAFKA_SASL_JAAS_CONFIG_FILE:"
                + " set only one of this and the variable without _FILE");
  }

  @Test
  void optionsWinOverEnvironmentAndTheEnvironmentOverTheFile() {
    String yaml = "api: {port: 1}\nmanagement: {port: 1}\naws: {region: file}\n";
    Map<String, String> environment =
        Map.of("OFFSHARD_API_PORT", "2", "OFFSHARD_MANAGEMENT_PORT", "2");

    Config config =
        ConfigLoader.load(Profile.DEV, yaml, environment, Map.of("api", Map.of("port", 3)));

    assertThat(config.api().port()).isEqualTo(3);
    assertThat(config.management().port()).isEqualTo(2);
    assertThat(config.aws().region()).isEqualTo("file");
  }

  @Test
  void readsAListFromTheEnvironmentAsYaml() {
    Map<String, String> environment =
        Map.of("OFFSHARD_TOKENS_KEYS", "[{id: a, file: /a}, {id: b, file: /b}]");

    assertThat(ConfigLoader.load(Profile.DEV, "", environment).tokens().keys())
        .extracting(Tokens.TokenKey::id)
        .containsExactly("a", "b");
    assertThat(problems(Map.of("OFFSHARD_DIALECTS", "[kinesis")))
        .first()
        .asString()
        .startsWith("OFFSHARD_DIALECTS: not valid YAML at line 1");
  }

  @Test
  void serveRequiresWhatDecidesAboutSafety() {
    assertThat(problems(Profile.SERVE, "", Map.of()))
        .containsExactly(
            "auth.mode: missing: must be one of none, sigv4 (or set OFFSHARD_AUTH_MODE)",
            "kafka.bootstrap.servers: missing: must be host:port of the Kafka brokers"
                + " (or set OFFSHARD_KAFKA_BOOTSTRAP_SERVERS)");
    String rest = "auth: {mode: none}\nkafka: {bootstrap.servers: k}\n";
    assertThat(problems(Profile.SERVE, rest + "tokens: {keys: []}", Map.of()))
        .singleElement()
        .asString()
        .startsWith("tokens.directory: missing: ")
        .contains("tokens.keys", "offshard keys rotate");
    assertThat(
            problems(
                Profile.SERVE,
                rest + "tokens: {directory: d}\napi: {tls: {client-ca: c}}",
                Map.of()))
        .containsExactly("api.tls.client-ca: must not be set without api.tls.certificate");
    assertThat(
            ConfigLoader.load(Profile.SERVE, rest + "tokens: {directory: /d}", Map.of()).tokens())
        .isEqualTo(new Tokens(List.of(), Optional.of(Path.of("/d"))));
  }

  @Test
  void signaturesNeedKeysAndAnEncryptedPortNeedsBothItsFiles() {
    assertThat(problems("auth: {mode: sigv4}"))
        .containsExactly("auth.credentials-file: missing: sigv4 needs the file of the access keys");
    assertThat(problems("api: {tls: {certificate: a.crt}}"))
        .containsExactly("api.tls.key: must be set if and only if certificate is");
    assertThat(problems("api: {cleartext: false}"))
        .containsExactly(
            "api.cleartext: must not be false without tls.certificate: nothing would be served");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kafka: {producer: {transactional.id: a}}|kafka.producer.transactional.id: not possible: no"
            + " record is written in a transaction",
        "api: {prot: 1}|api.prot: unknown key; the nearest known key is api.port",
        "api: {max-body: 1}|api.max-body: unknown key; the nearest known key is api.max-body-bytes",
        "port: 1|port: unknown key; the nearest known key is api.port",
        "api.port: 1|api.port: unknown key: write it as nested maps, without the dot",
        "api: {port: x}|api.port: \"x\" is not allowed: must be a whole number from 0 to 65535",
        "api: {port: 65536}|api.port: \"65536\" is not allowed: must be a whole number from 0 to"
            + " 65535",
        "api: {port: 99999999999999999999}|api.port: \"99999999999999999999\" is not allowed: must"
            + " be a whole number from 0 to 65535",
        "api: {port: }|api.port: \"\" is not allowed: must be a whole number from 0 to 65535",
        "api: {port: [1]}|api.port: a list is not allowed: must be a whole number from 0 to 65535",
        "api: {port: {a: 1}}|api.port: a map is not allowed: must be a whole number from 0 to"
            + " 65535",
        "api: 4567|api: \"4567\" is not allowed: must be a map of its keys",
        "api: {host: ''}|api.host: \"\" is not allowed: must be a host name or an IP address",
        "api: {drain: 10}|api.drain: \"10\" is not allowed: must be a duration from 0s to 10m",
        "api: {drain: 1h}|api.drain: \"1h\" is not allowed: must be a duration from 0s to 10m",
        "api: {drain: 999999999999999999h}|api.drain: \"999999999999999999h\" is not allowed: must"
            + " be a duration from 0s to 10m",
        "streams: {page-bytes: 1MB}|streams.page-bytes: \"1MB\" is not allowed: must be a size from"
            + " 64KiB to 10MiB",
        "streams: {page-bytes: 1}|streams.page-bytes: \"1\" is not allowed: must be a size from"
            + " 64KiB to 10MiB",
        "streams: {replication-factor: 2, min-insync-replicas: 3}|streams.min-insync-replicas: must"
            + " not be above replication-factor (2)",
        "api: {in-flight-body-bytes: 1MiB}|api.in-flight-body-bytes: must not be below"
            + " max-body-bytes (14680064 bytes)",
        "access-log: yes|access-log: \"yes\" is not allowed: must be true or false",
        "aws: {account-id: 42}|aws.account-id: \"42\" is not allowed: must be 12 digits",
        "auth: {mode: open}|auth.mode: \"open\" is not allowed: must be one of none, sigv4",
        "dialects: kinesis|dialects: \"kinesis\" is not allowed: must be a list, each one of"
            + " kinesis, dynamodb-streams, v3io, yandex",
        "dialects: [sqs]|dialects: \"sqs\" is not allowed: must be one of kinesis,"
            + " dynamodb-streams, v3io, yandex",
        "dialects: [yandex]|yandex.database: missing: the path of the database that is served",
        "yandex: {database: db}|yandex.database: \"db\" is not allowed: must be a path such as"
            + " /ru-central1/b1g8s2q0/etn01r9c",
        "yandex: {regions: []}|yandex.regions: empty, no signature would be accepted",
        "dialects: []|dialects: empty, nothing would be served",
        "lineage: {topic: ..}|lineage.topic: \"..\" is not allowed: must be a Kafka topic name: 1"
            + " to 249 letters, digits, ., _ or -",
        "tokens: {keys: a}|tokens.keys: \"a\" is not allowed: must be a list of maps, each with id,"
            + " file",
        "tokens: {keys: [{id: a, file: f}], directory: d}|tokens.directory: must not be set"
            + " together with keys",
        "tokens: {keys: [{id: a}]}|tokens.keys[0].file: missing: must be the path of a file",
        "tokens: {keys: [{id: a, file: ''}]}|tokens.keys[0].file: \"\" is not allowed: must be the"
            + " path of a file",
        "tokens: {keys: [{id: a, file: f}, {id: a, file: g}]}|tokens.keys: every id must be there"
            + " once, not a, a",
        "tokens: {keys: [{id: a, fil: f, file: f}]}|tokens.keys[0].fil: unknown key; the nearest"
            + " known key is tokens.keys[0].file",
        "kafka: {ssl: {a: b}}|kafka: ssl is a map, not text: dotted names are written whole",
        "kafka: {producer: x}|kafka.producer: \"x\" is not allowed: must be a map of settings",
        "[a]|the file must be a map of sections, not a list",
        "api: {port: 1, port: 2}|not valid YAML at line 1, column 16: found duplicate key port",
      })
  void saysWhatIsWrongAndWhatIsAllowed(String yaml, String problem) {
    assertThat(problems(yaml)).containsExactly(problem);
  }

  @Test
  void namesTheVariableThatAWrongValueIsFrom() {
    assertThat(problems(Map.of("OFFSHARD_API_PORT", "x")))
        .containsExactly(
            "api.port: \"x\" (OFFSHARD_API_PORT) is not allowed:"
                + " must be a whole number from 0 to 65535");
  }

  @Test
  void reportsASyntaxErrorOnOneLineWithItsPlace() {
    assertThat(problems("api:\n  port: [\n"))
        .singleElement()
        .asString()
        .startsWith("not valid YAML at line 3, column 1: ")
        .doesNotContain("\n");
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertThat(problems("api: {prot: 1, port: x}\naws: {region: A}\nread: 1\n")).hasSize(4);
  }

  private static List<String> problems(String yaml) {
    return problems(Profile.DEV, yaml, Map.of());
  }

  private static List<String> problems(Map<String, String> environment) {
    return problems(Profile.DEV, "", environment);
  }

  private static List<String> problems(
      Profile profile, String yaml, Map<String, String> environment) {
    return catchThrowableOfType(
            InvalidConfig.class, () -> ConfigLoader.load(profile, yaml, environment))
        .problems();
  }

  @Test
  void tablesWithAvroNeedASchemaRegistry() {
    String tables =
        """
        tables: [{name: orders, topic: a, form: debezium, hash-key: id, options: {encoding: avro}}]
        """;
    assertThat(problems(tables))
        .containsExactly(
            "tables: orders has encoding: avro, for which schema-registry.url must be set");
    String registry = "schema-registry: {url: 'https://a.b:8081/apis/ccompat/v7/'}";
    Config config = ConfigLoader.load(Profile.DEV, tables + registry, Map.of());
    assertThat(config.schemaRegistry().url()).contains("https://a.b:8081/apis/ccompat/v7/");
    assertThat(problems("schema-registry: {url: 'http://:8081'}"))
        .containsExactly("schema-registry.url: has no host: http://:8081");
    assertThat(problems("schema-registry: {url: 'http://me:secret@a'}"))
        .singleElement()
        .asString()
        .startsWith("schema-registry.url")
        .contains("http://***@a")
        .doesNotContain("secret");
    assertThat(problems("schema-registry: {url: 'http://a', user: me}"))
        .containsExactly("schema-registry.password-file: must be set if and only if user is");
  }
}
