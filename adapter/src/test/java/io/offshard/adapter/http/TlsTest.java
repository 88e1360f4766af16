// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static io.offshard.adapter.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  /** What a client of HTTP/2 sends first, and its settings, which are empty. */
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final int SETTINGS = 4;

  /** Of TLS records and alerts: RFC 5246, 6.2.1 and 7.2. */
  private static final byte ALERT = 21;

  private static final byte HANDSHAKE = 22;
  private static final byte FATAL = 2;
  private static final byte PROTOCOL_VERSION = 70;

  @TempDir private static Path directory;

  private Trust trust;
  private ApiServer server;

  @BeforeEach
  void start() throws GeneralSecurityException, IOException {
    SelfSigned own = SelfSigned.in(directory, List.of());
    trust = Trust.in(own.certificate());
    server =
        TestServer.start(
            TestServer.settings().onlyEncrypted(new TlsSettings(0, own.certificate(), own.key())),
            TestServer::name);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void clientsAgreeOnAProtocolByAlpn(HttpClient.Version version) throws Exception {
    if (version.name().equals("HTTP_3")) {
      return; // there is none
    }
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trust.context()).version(version).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("https://localhost:" + server.tlsPort() + "/p"))
                  .POST(HttpRequest.BodyPublishers.ofString("body"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.body())
          .isEqualTo(
              version == HttpClient.Version.HTTP_2 ? "HTTP/2.0 POST /p" : "HTTP/1.1 POST /p");
    }
  }

  @ParameterizedTest
  @CsvSource({"http/1.1,http/1.1", "'h2,http/1.1',h2", "'http/1.1,h2',h2", "h2,h2"})
  void alpnPrefersHttp2(String offered, String chosen) throws Exception {
    try (SSLSocket socket = connect("TLSv1.3")) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(offered.split(","));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEqualTo(chosen);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientWithoutAlpnMaySpeakHttp1(String protocol) throws Exception {
    try (SSLSocket socket = connect(protocol)) {
      socket
          .getOutputStream()
          .write(bytes("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .startsWith("HTTP/1.1 200 OK")
          .endsWith("HTTP/1.1 GET /x");
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 1_000})
  void aClientWithoutAlpnMayBeginWithThePrefaceOfHttp2(int pieces) throws Exception {
    try (SSLSocket socket = connect("TLSv1.3")) {
      OutputStream out = socket.getOutputStream();
      for (int from = 0; from < PREFACE.length; from += pieces) {
        out.write(PREFACE, from, Math.min(pieces, PREFACE.length - from));
        out.flush();
      }
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] head = new byte[9];
      in.readFully(head);
      assertThat(head[3]).isEqualTo((byte) SETTINGS);
    }
  }

  @Test
  void aRenewedCertificateIsShownToNewConnections() throws Exception {
    SelfSigned own = SelfSigned.in(directory, List.of());
    SelfSigned renewed =
        SelfSigned.in(Files.createDirectory(directory.resolve("renewed")), List.of());
    Files.copy(renewed.certificate(), own.certificate(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(renewed.key(), own.key(), StandardCopyOption.REPLACE_EXISTING);
    trust = Trust.in(renewed.certificate());
    Awaitility.await()
        .ignoreExceptionsInstanceOf(SSLException.class)
        .untilAsserted(
            () -> {
              try (SSLSocket socket = connect("TLSv1.3")) {
                socket.startHandshake();
              }
            });
  }

  /** By hand, as no Java makes such a client: two that differ in the version only. */
  @Test
  void tls11IsRefused() throws Exception {
    assertThat(answerToHello(0x0303)).startsWith(HANDSHAKE);
    assertThat(answerToHello(0x0302)).startsWith(ALERT).endsWith(FATAL, PROTOCOL_VERSION);
    try (SSLSocket socket = connect("TLSv1.2")) {
      socket.startHandshake();
    }
  }

  private byte[] answerToHello(int version) throws IOException {
    String extensions =
        "000a000600040017001d" // groups secp256r1 and x25519
            + "000b00020100" // uncompressed points
            + "000d0006000404030401"; // ECDSA and RSA with SHA-256
    String body =
        "%04x".formatted(version)
            + "00".repeat(32) // random
            + "00" // no session
            + "0004c02bc009" // ECDHE-ECDSA with AES, one suite for either version
            + "0100" // no compression
            + "%04x".formatted(extensions.length() / 2)
            + extensions;
    String hello = "01%06x".formatted(body.length() / 2) + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.tlsPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(HexFormat.of().parseHex("160301%04x".formatted(hello.length() / 2) + hello));
      return socket.getInputStream().readNBytes(7);
    }
  }

  @Test
  void nothingIsAnsweredInClear() throws Exception {
    assertThat(server.port()).isZero();
    try (RawConnection clear = new RawConnection(server.tlsPort())) {
      clear.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThatThrownBy(clear::receive).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStoppingServerFinishesWhatItHasBegun() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    server.close();
    SelfSigned own = SelfSigned.in(directory, List.of());
    server =
        TestServer.start(
            TestServer.settings().onlyEncrypted(new TlsSettings(0, own.certificate(), own.key())),
            exchange -> {
              arrived.countDown();
              TestServer.await(released);
              return TestServer.echo(exchange);
            });
    try (SSLSocket socket = connect("TLSv1.3");
        SSLSocket idle = connect("TLSv1.3")) {
      idle.startHandshake();
      socket
          .getOutputStream()
          .write(bytes("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok"));
      TestServer.await(arrived);
      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(20)));
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      assertThat(stopped).isNotDone();
      released.countDown();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .startsWith("HTTP/1.1 200")
          .endsWith("ok");
      stopped.get(5, TimeUnit.SECONDS);
    }
  }

  private SSLSocket connect(String protocol) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trust
                .context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.tlsPort());
    socket.setSoTimeout(10_000);
    socket.setEnabledProtocols(new String[] {protocol});
    return socket;
  }
}
