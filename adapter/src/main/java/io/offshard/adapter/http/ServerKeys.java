// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.offshard.adapter.file.Reasons;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate and its private key, and the authorities of clients, read from the PEM files that
 * tools write.
 */
final class ServerKeys {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
  private static final byte[] PROBE = "does the key belong to the certificate?".getBytes(US_ASCII);

  private ServerKeys() {}

  /**
   * Reads both.
   *
   * @throws InvalidKeys with one line that names the file and what is wrong with it, but nothing of
   *     its content
   */
  static KeyStore read(TlsSettings files) {
    List<X509Certificate> chain = certificates(files.certificate());
    PrivateKey key = key(files.key());
    if (!belongs(key, chain.getFirst())) {
      throw new InvalidKeys(files.key(), "is not the key of " + files.certificate());
    }
    return store(
        files.certificate(),
        store -> store.setKeyEntry("server", key, new char[0], chain.toArray(Certificate[]::new)));
  }

  /** When the first of the certificates that {@link #read} has found comes to its end. */
  static Instant end(KeyStore keys) {
    try {
      return Arrays.stream(keys.getCertificateChain("server"))
          .map(each -> ((X509Certificate) each).getNotAfter().toInstant())
          .min(Comparator.naturalOrder())
          .orElseThrow();
    } catch (KeyStoreException e) {
      throw new IllegalStateException("the store was filled", e);
    }
  }

  /**
   * Reads certificates to trust in.
   *
   * @throws InvalidKeys as above
   */
  static KeyStore authorities(Path file) {
    List<X509Certificate> all = certificates(file);
    return store(
        file,
        store -> {
          for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("authority-" + i, all.get(i));
          }
        });
  }

  /** Puts something into a store. */
  private interface Filling {
    void into(KeyStore store) throws KeyStoreException;
  }

  private static KeyStore store(Path file, Filling filling) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      filling.into(store);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new InvalidKeys(file, "cannot be used: " + e.getMessage());
    }
  }

  private static List<X509Certificate> certificates(Path file) {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new InvalidKeys(file, "holds no certificate");
      }
      return chain;
    } catch (CertificateException e) {
      throw new InvalidKeys(file, "is no certificate in PEM");
    }
  }

  private static PrivateKey key(Path file) {
    String text = new String(bytes(file), US_ASCII);
    Matcher pem = PKCS8.matcher(text);
    if (!pem.find()) {
      throw new InvalidKeys(
          file,
          "holds no \"BEGIN PRIVATE KEY\": convert the key with"
              + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
    }
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(decoded(file, pem.group(1)));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // Then it is of another one.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has " + algorithm, e);
      }
    }
    throw new InvalidKeys(file, "is a key of none of " + ALGORITHMS);
  }

  private static byte[] decoded(Path file, String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeys(file, "is damaged: its key is no base64");
    }
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidKeys(file, "cannot be read (" + Reasons.of(e) + ")");
    }
  }
}
