// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A certificate that a server makes for itself, for {@code localhost} and {@code 127.0.0.1} and
 * what else it is asked for. It stays as long as it is good, so that clients that were told to
 * trust it go on doing so.
 *
 * @param certificate PEM, for clients to trust
 * @param key PEM, readable by its owner only
 */
public record SelfSigned(Path certificate, Path key) {
  private static final Set<String> ALWAYS = Set.of("localhost", "127.0.0.1");
  private static final Duration LIFE = Duration.ofDays(825);
  private static final Duration LEAST_LEFT = Duration.ofDays(30);

  /** Of a file that is there for a moment, in a directory of the user's own. */
  private static final String PASSWORD = "changeit";

  private static final String ALIAS = "server";
  private static final String NAME = "[A-Za-z0-9.*:-]{1,253}";
  private static final String ADDRESS = "[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*";

  /**
   * The one in that directory; made when there is none, or none that is good for all the names.
   *
   * @param names further host names and addresses
   * @throws InvalidKeys when a name is none, or the directory cannot be written to
   */
  public static SelfSigned in(Path directory, List<String> names) {
    SelfSigned files = new SelfSigned(directory.resolve("tls.crt"), directory.resolve("tls.key"));
    Set<String> wanted = new LinkedHashSet<>(ALWAYS);
    for (String name : names) {
      if (!name.matches(NAME)) {
        throw new InvalidKeys(files.certificate, "cannot be for \"" + name + "\"");
      }
      wanted.add(name);
    }
    try {
      if (!Files.exists(files.key) || !files.isGoodFor(wanted)) {
        files.make(directory, wanted);
      }
      return files;
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidKeys(files.certificate, "cannot be made (" + e + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InvalidKeys(files.certificate, "was not made: interrupted");
    }
  }

  private boolean isGoodFor(Set<String> wanted) throws IOException {
    if (!Files.exists(certificate)) {
      return false;
    }
    try (var in = Files.newInputStream(certificate)) {
      X509Certificate found =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      Set<String> names = new HashSet<>();
      Collection<List<?>> alternatives = found.getSubjectAlternativeNames();
      if (alternatives != null) {
        alternatives.forEach(entry -> names.add(entry.get(1).toString()));
      }
      Instant least = Instant.now().plus(LEAST_LEFT);
      return names.containsAll(wanted) && found.getNotAfter().toInstant().isAfter(least);
    } catch (CertificateException e) {
      return false;
    }
  }

  /** By the JDK's own tool, which every run-time image has. */
  private void make(Path directory, Set<String> names)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = directory.resolve("tls.p12.new");
    Files.deleteIfExists(store);
    run(keytool(store, names));
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      made.load(in, PASSWORD.toCharArray());
    }
    Files.delete(store);
    write(key, "rw-------", "PRIVATE KEY", made.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    write(certificate, "rw-r--r--", "CERTIFICATE", made.getCertificate(ALIAS).getEncoded());
  }

  private static boolean isAddress(String name) {
    return name.matches(ADDRESS);
  }

  private static List<String> keytool(Path store, Set<String> names) {
    String alternatives =
        names.stream()
            .map(name -> (isAddress(name) ? "ip:" : "dns:") + name)
            .collect(Collectors.joining(","));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=Offshard",
        "-validity",
        Long.toString(LIFE.toDays()),
        "-ext",
        "san=" + alternatives,
        "-ext",
        "bc:critical=ca:true,pathlen:0",
        "-ext",
        "ku:critical=digitalSignature,keyCertSign",
        "-ext",
        "eku=serverAuth",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString());
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool: " + output.strip());
    }
  }

  private static void write(Path file, String permissions, String what, byte[] der)
      throws IOException {
    String text =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    Files.writeString(draft, text, US_ASCII);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
