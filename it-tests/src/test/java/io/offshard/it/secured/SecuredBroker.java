// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.secured;

import io.offshard.it.broker.GuardedListeners;
import io.offshard.it.broker.ProcessBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker that lets in one user, by SCRAM over TLS; a second listener is open, for the tests. */
final class SecuredBroker implements AutoCloseable {
  static final String USER = "offshard";
  static final String PASSWORD = "the-right-password";

  private final ProcessBroker broker;

  private SecuredBroker(ProcessBroker broker) {
    this.broker = broker;
  }

  /** Starts it with that certificate. */
  static SecuredBroker start(Path directory, Certificate certificate) {
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
  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public void close() {
    broker.close();
  }
}
