// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.http.SelfSigned;
import io.offshard.adapter.keys.KeyDirectory;
import io.offshard.it.broker.Ports;
import io.offshard.it.secured.Certificate;
import io.offshard.it.secured.SecuredBroker;
import io.offshard.it.server.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every secret that a server can be given, in the files that it reads them from. */
record KnownSecrets(Path directory) {
  static final String SESSION_TOKEN = "session-token-of-carl";
  static final String YANDEX_TOKEN = "t1.yandex-token-of-yann";
  static final String KAFKA_PASSWORD = "password-for-kafka-of-bob";
  static final String REGISTRY_PASSWORD = "password-for-the-registry";
  static final String INTROSPECTION_PASSWORD = "password-for-the-introspection";

  /** Writes the files; what is answered are the settings that name them. */
  Map<String, String> write(String registry) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("OFFSHARD_AUTH_MODE", "sigv4");
    settings.put(
        "OFFSHARD_AUTH_CREDENTIALS_FILE",
        file(
            "credentials",
            key("ann", SecuredBroker.PASSWORD)
                + key("bob", KAFKA_PASSWORD)
                + key("carl", SecuredBroker.PASSWORD)
                + session()));
    settings.put("OFFSHARD_AUTH_KAFKA_PRINCIPAL", "per-key");
    settings.put(
        "OFFSHARD_AUTH_POLICIES_FILE", file("policies", "statements:\n" + GuardedServer.ANN));
    settings.put("OFFSHARD_DIALECTS", "[kinesis, dynamodb-streams, yandex, v3io]");
    settings.put("OFFSHARD_YANDEX_DATABASE", SharedServer.DATABASE);
    settings.put("OFFSHARD_YANDEX_TOKENS_FILE", file("tokens", "ann: " + YANDEX_TOKEN));
    settings.put("OFFSHARD_SCHEMA_REGISTRY_URL", registry);
    settings.put("OFFSHARD_SCHEMA_REGISTRY_USER", "offshard");
    settings.put("OFFSHARD_SCHEMA_REGISTRY_PASSWORD_FILE", file("registry", REGISTRY_PASSWORD));
    settings.put("OFFSHARD_YANDEX_INTROSPECTION_URL", registry + "/introspect");
    settings.put("OFFSHARD_YANDEX_INTROSPECTION_USER", "offshard");
    settings.put(
        "OFFSHARD_YANDEX_INTROSPECTION_PASSWORD_FILE",
        file("introspection", INTROSPECTION_PASSWORD));
    var _ = keys().add(Instant.now());
    settings.put("OFFSHARD_TOKENS_KEYS", "[]");
    settings.put("OFFSHARD_TOKENS_DIRECTORY", keys().path().toString());
    SelfSigned own = SelfSigned.in(directory, List.of());
    settings.put("OFFSHARD_API_TLS_PORT", Integer.toString(Ports.free()));
    settings.put("OFFSHARD_API_TLS_CERTIFICATE", own.certificate().toString());
    settings.put("OFFSHARD_API_TLS_KEY", own.key().toString());
    return settings;
  }

  /** Of somebody who is to Kafka what the server is, with that password. */
  private static String key(String name, String password) {
    return """
    [%1$s]
    aws_access_key_id = AKIA%1$s
    aws_secret_access_key = secret-of-%1$s
    kafka_username = %2$s
    kafka_password = %3$s
    """
        .formatted(name, SecuredBroker.USER, password);
  }

  private static String session() {
    return "aws_session_token = " + SESSION_TOKEN + "\n";
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private KeyDirectory keys() {
    return new KeyDirectory(directory.resolve("token-keys"));
  }

  /** None of them stands there, in any form that somebody could read it from. */
  void assertNoneIn(String where, String text) throws IOException {
    for (Map.Entry<String, byte[]> secret : all().entrySet()) {
      for (String form : forms(secret.getValue())) {
        assertThat(text.contains(form)).as("%s in %s", secret.getKey(), where).isFalse();
      }
    }
  }

  private Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    for (Caller caller : Caller.values()) {
      if (!caller.secret().isEmpty()) { // what is wrong may be a slip of what is right
        all.put("the secret of " + caller, caller.secret().getBytes(UTF_8));
        all.put("Basic of " + caller, (caller.key() + ":" + caller.secret()).getBytes(UTF_8));
      }
    }
    all.put("carl's secret", "secret-of-carl".getBytes(UTF_8));
    all.put("the session token", SESSION_TOKEN.getBytes(UTF_8));
    all.put("the Yandex token", YANDEX_TOKEN.getBytes(UTF_8));
    all.put("the password of the registry", REGISTRY_PASSWORD.getBytes(UTF_8));
    all.put("Basic of the registry", ("offshard:" + REGISTRY_PASSWORD).getBytes(UTF_8));
    all.put("the password of the introspection", INTROSPECTION_PASSWORD.getBytes(UTF_8));
    all.put("Basic of the introspection", ("offshard:" + INTROSPECTION_PASSWORD).getBytes(UTF_8));
    all.put("Kafka's password", SecuredBroker.PASSWORD.getBytes(UTF_8));
    all.put("a caller's password for Kafka", KAFKA_PASSWORD.getBytes(UTF_8));
    all.put("the trust store's password", Certificate.PASSWORD.getBytes(UTF_8));
    all.put("the token key", Files.readAllBytes(keys().keys().getFirst().file()));
    String pem = Files.readString(directory.resolve("tls.key"));
    all.put("the TLS key", pem.lines().skip(1).findFirst().orElseThrow().getBytes(UTF_8));
    return all;
  }

  private static List<String> forms(byte[] secret) {
    return List.of(
        new String(secret, ISO_8859_1),
        new String(secret, UTF_8),
        HexFormat.of().formatHex(secret),
        HexFormat.of().withUpperCase().formatHex(secret),
        Base64.getEncoder().withoutPadding().encodeToString(secret),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }
}
