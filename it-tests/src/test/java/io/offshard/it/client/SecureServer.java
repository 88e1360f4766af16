// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import io.offshard.adapter.http.SelfSigned;
import io.offshard.it.broker.Ports;
import io.offshard.it.server.OffshardProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A replica that verifies signatures and is reached over TLS too, with a certificate that it has
 * signed itself.
 */
public final class SecureServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final OffshardProcess process;
  private final Path certificate;
  private final Path credentials;
  private final Path directory;
  private final int tlsPort = Ports.free();

  SecureServer(Path directory, String bootstrapServers) throws IOException {
    this(directory, bootstrapServers, Map.of());
  }

  /** The same with more settings, as variables. It takes what is signed by {@code test}. */
  public SecureServer(Path directory, String bootstrapServers, Map<String, String> environment)
      throws IOException {
    SelfSigned own = SelfSigned.in(Files.createDirectories(directory), List.of());
    this.directory = directory;
    certificate = own.certificate();
    credentials = directory.resolve("credentials");
    admit("test", "test");
    Map<String, String> all = new HashMap<>(environment);
    all.put("OFFSHARD_AUTH_MODE", "sigv4");
    all.put("OFFSHARD_AUTH_CREDENTIALS_FILE", credentials.toString());
    all.putIfAbsent("OFFSHARD_AUTH_ACCESS", "all");
    all.put("OFFSHARD_API_TLS_PORT", Integer.toString(tlsPort));
    all.put("OFFSHARD_API_TLS_CERTIFICATE", own.certificate().toString());
    all.put("OFFSHARD_API_TLS_KEY", own.key().toString());
    process = OffshardProcess.serve(directory, bootstrapServers, all);
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

  /** Over TLS. */
  public URI endpoint() {
    return URI.create("https://localhost:" + tlsPort);
  }

  /** Without TLS. */
  public URI clearEndpoint() {
    return process.endpoint();
  }

  /** Its log, with a line for each request. */
  public String output() {
    return process.output();
  }

  /** What the clients of other languages take as trust in the certificate. */
  Map<String, String> trustingEnvironment() {
    String file = certificate.toAbsolutePath().toString();
    return Map.of("AWS_CA_BUNDLE", file, "NODE_EXTRA_CA_CERTS", file);
  }

  /** What another JVM takes as trust in the certificate. */
  public List<String> trustingJvm() {
    Path file = directory.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trust().store(out, PASSWORD.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return List.of(
        "-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  TrustManager[] trustManagers() {
    try {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trust());
      return managers.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore trust() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
      return store;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
