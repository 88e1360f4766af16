// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import io.offshard.adapter.http.SelfSigned;
import io.offshard.it.broker.Ports;
import io.offshard.it.server.OffshardProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A replica that verifies signatures and is reached over TLS too, with a certificate that it has
 * signed itself.
 */
final class SecureServer implements AutoCloseable {
  private final OffshardProcess process;
  private final Path certificate;
  private final Path credentials;
  private final int tlsPort = Ports.free();

  SecureServer(Path directory, String bootstrapServers) throws IOException {
    SelfSigned own = SelfSigned.in(directory, List.of());
    certificate = own.certificate();
    credentials = directory.resolve("credentials");
    admit("test", "test");
    process =
        OffshardProcess.serve(
            directory,
            bootstrapServers,
            Map.of(
                "OFFSHARD_AUTH_MODE", "sigv4",
                "OFFSHARD_AUTH_CREDENTIALS_FILE", credentials.toString(),
                "OFFSHARD_API_TLS_PORT", Integer.toString(tlsPort),
                "OFFSHARD_API_TLS_CERTIFICATE", own.certificate().toString(),
                "OFFSHARD_API_TLS_KEY", own.key().toString()));
  }

  /** From now on only this key is good. */
  void admit(String id, String secret) throws IOException {
    Files.writeString(
        credentials,
        """
        [owner-of-%1$s]
        aws_access_key_id = %1$s
        aws_secret_access_key = %2$s
        """
            .formatted(id, secret));
  }

  URI endpoint() {
    return URI.create("https://localhost:" + tlsPort);
  }

  URI clearEndpoint() {
    return process.endpoint();
  }

  String output() {
    return process.output();
  }

  /** What the clients of other languages take as trust in the certificate. */
  Map<String, String> trustingEnvironment() {
    String file = certificate.toAbsolutePath().toString();
    return Map.of("AWS_CA_BUNDLE", file, "NODE_EXTRA_CA_CERTS", file);
  }

  TrustManager[] trustManagers() {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return managers.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
