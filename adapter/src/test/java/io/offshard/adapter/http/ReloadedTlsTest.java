// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedTlsTest {
  @TempDir private Path directory;

  @Test
  void aRenewedCertificateIsSeenAndABrokenOneIsNot() throws Exception {
    SelfSigned first = make("first");
    SelfSigned second = make("second");
    ReloadedTls tls =
        new ReloadedTls(
            new TlsSettings(0, first.certificate(), first.key()), Duration.ofMillis(20));
    SslContextFactory.Server context = tls.context();
    ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler();
    context.start();
    scheduler.start();
    try {
      assertThat(context.newSSLEngine().getEnabledProtocols())
          .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
      Certificate before = shown(context);
      tls.watch(scheduler);
      Files.writeString(first.key(), "nonsense");
      Files.copy(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
      Awaitility.await().during(Duration.ofMillis(200)).until(() -> shown(context).equals(before));
      Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
      Awaitility.await().until(() -> !shown(context).equals(before));
    } finally {
      scheduler.stop();
      context.stop();
    }
  }

  @Test
  void aSelfSignedCertificateStaysUntilItLacksAName() throws Exception {
    SelfSigned first = make("first");
    byte[] before = Files.readAllBytes(first.certificate());

    assertThat(Files.readAllBytes(make("first").certificate())).isEqualTo(before);
    SelfSigned.in(directory.resolve("first"), List.of("kafka.example.org", "10.1.2.3"));
    byte[] after = Files.readAllBytes(first.certificate());
    assertThat(after).isNotEqualTo(before);
    SelfSigned.in(directory.resolve("first"), List.of("10.1.2.3"));
    assertThat(Files.readAllBytes(first.certificate())).isEqualTo(after);
    assertThat(Files.getPosixFilePermissions(first.key())).hasSize(2);
    assertThatThrownBy(() -> SelfSigned.in(directory, List.of("a,b")))
        .isInstanceOf(InvalidKeys.class)
        .hasMessageEndingWith("cannot be for \"a,b\"");
  }

  @Test
  void filesThatCannotBeUsedAreNamedWithTheWayOut() throws Exception {
    SelfSigned own = make("own");
    SelfSigned other = make("other");
    Path old = Files.writeString(directory.resolve("old"), "-----BEGIN RSA PRIVATE KEY-----\nx");
    Path damaged =
        Files.writeString(
            directory.resolve("damaged"),
            "-----BEGIN PRIVATE KEY-----\nMIIEA\n-----END PRIVATE KEY-----");
    Path empty = Files.createFile(directory.resolve("empty"));
    Path missing = directory.resolve("missing");

    refused(own.certificate(), other.key(), other.key() + " is not the key of ");
    refused(own.certificate(), old, old + " holds no \"BEGIN PRIVATE KEY\": convert");
    refused(own.certificate(), damaged, damaged + " is damaged");
    refused(empty, own.key(), empty + " holds no certificate");
    refused(own.key(), own.key(), own.key() + " is no certificate in PEM");
    refused(missing, own.key(), missing + " cannot be read (no such file)");
  }

  private static void refused(Path certificate, Path key, String message) {
    assertThatThrownBy(() -> ServerKeys.read(new TlsSettings(0, certificate, key)))
        .isInstanceOf(InvalidKeys.class)
        .hasMessageStartingWith(message);
  }

  private SelfSigned make(String name) throws Exception {
    return SelfSigned.in(Files.createDirectories(directory.resolve(name)), List.of());
  }

  private static Certificate shown(SslContextFactory.Server context) throws KeyStoreException {
    return context.getKeyStore().getCertificate("server");
  }
}
