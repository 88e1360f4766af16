// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.secured;

import io.offshard.it.broker.GuardedListeners;
import io.offshard.it.broker.ProcessBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker that lets in one user, by SCRAM over TLS; a second listener is open, for the tests. */
public final class SecuredBroker implements AutoCloseable {
  public static final String USER = "offshard";
  public static final String PASSWORD = "the-right-password";

  private final ProcessBroker broker;

  private SecuredBroker(ProcessBroker broker) {
    this.broker = broker;
  }

  /** Starts it with that certificate. */
  public static SecuredBroker start(Path directory, Certificate certificate) {
    GuardedListeners listeners = GuardedListeners.of("SASL_SSL");
    Map<String, String> settings = listeners.settings();
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", certificate.keyStore().toString());
    settings.put("ssl.keystore.password", Certificate.PASSWORD);
    settings.put("ssl.key.password", Certificate.PASSWORD);
    ProcessBroker broker = ProcessBroker.start(directory, listeners.guarded(), settings);
    register(listeners.openAddress());
    return new SecuredBroker(broker);
  }

  private static void register(String openListener) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", openListener))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      USER,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096),
                      PASSWORD)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The address of the listener with TLS. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public void close() {
    broker.close();
  }

  /** What a server is given to reach it, as variables; {@code home} takes the password. */
  public static Map<String, String> settings(Path home, String password, Certificate trusted)
      throws IOException {
    Path login = Files.writeString(home.resolve("login"), login(password));
    Map<String, String> settings = new HashMap<>();
    settings.put("OFFSHARD_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    settings.put("OFFSHARD_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
    settings.put("OFFSHARD_KAFKA_SASL_JAAS_CONFIG_FILE", login.toString());
    settings.put("OFFSHARD_KAFKA_SSL_TRUSTSTORE_TYPE", "PKCS12");
    settings.put("OFFSHARD_KAFKA_SSL_TRUSTSTORE_LOCATION", trusted.trustStore().toString());
    settings.put("OFFSHARD_KAFKA_SSL_TRUSTSTORE_PASSWORD", Certificate.PASSWORD);
    return settings;
  }

  /** The same for a client in this JVM. */
  static String login(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(USER, password);
  }
}
