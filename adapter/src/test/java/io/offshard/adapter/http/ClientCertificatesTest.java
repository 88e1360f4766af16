// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static io.offshard.adapter.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificatesTest {
  private static final String REQUEST = "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  @TempDir private Path directory;
  private Path authorities = Path.of("");
  private ApiServer server = TestServer.start(TestServer::name);

  @BeforeEach
  void start() throws IOException {
    server.close();
    SelfSigned own = make("server");
    authorities = Files.copy(make("ann").certificate(), directory.resolve("authorities.pem"));
    server =
        TestServer.start(
            TestServer.settings()
                .onlyEncrypted(
                    new TlsSettings(0, own.certificate(), own.key(), Optional.of(authorities))),
            TestServer::name);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void onlyCertificatesOfTheAuthoritiesLetIn(String protocol) throws Exception {
    assertThat(answer(protocol, keys("ann"))).startsWith("HTTP/1.1 200").endsWith("GET /x");
    assertThatThrownBy(() -> answer(protocol, keys("bob"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> answer(protocol, new KeyManager[0])).isInstanceOf(IOException.class);
  }

  @Test
  void otherAuthoritiesAreTakenFromTheFile() throws Exception {
    Files.writeString(authorities, "nonsense");
    Path fresh = make("bob").certificate();
    assertThat(answer("TLSv1.3", keys("ann"))).startsWith("HTTP/1.1 200");

    Files.copy(fresh, authorities, StandardCopyOption.REPLACE_EXISTING);
    Awaitility.await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> answer("TLSv1.3", keys("bob")).startsWith("HTTP/1.1 200"));
    assertThatThrownBy(() -> answer("TLSv1.3", keys("ann"))).isInstanceOf(IOException.class);
  }

  @Test
  void aFileWithoutAuthoritiesIsNamed() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));

    assertThatThrownBy(() -> ServerKeys.authorities(empty))
        .isInstanceOf(InvalidKeys.class)
        .hasMessage(empty + " holds no certificate");
  }

  private SelfSigned make(String name) throws IOException {
    return SelfSigned.in(Files.createDirectories(directory.resolve(name)), List.of());
  }

  private KeyManager[] keys(String name) throws Exception {
    SelfSigned own = make(name);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(ServerKeys.read(new TlsSettings(0, own.certificate(), own.key())), new char[0]);
    return keys.getKeyManagers();
  }

  /** A new connection each time, and nothing kept of those before. */
  private String answer(String protocol, KeyManager[] keys) throws Exception {
    SSLContext context = Trust.in(make("server").certificate(), keys).context();
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.tlsPort())) {
      socket.setSoTimeout(10_000);
      socket.setEnabledProtocols(new String[] {protocol});
      socket.getOutputStream().write(bytes(REQUEST));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
