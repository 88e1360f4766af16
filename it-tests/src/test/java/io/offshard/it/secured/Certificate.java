// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.secured;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for this machine that nobody has signed, made by the JDK's keytool.
 *
 * @param keyStore with the certificate and its key
 * @param trustStore with the certificate alone
 */
public record Certificate(Path keyStore, Path trustStore) {
  /** Of both files. */
  public static final String PASSWORD = "store-password";

  /** Makes one; {@code directory} must exist. */
  public static Certificate create(Path directory, String name) {
    Path keys = directory.resolve(name + "-keys.p12");
    Path trusted = directory.resolve(name + "-trusted.p12");
    Path certificate = directory.resolve(name + ".pem");
    keytool(
        keys,
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1"));
    keytool(keys, List.of("-exportcert", "-rfc", "-file", certificate.toString()));
    keytool(trusted, List.of("-importcert", "-noprompt", "-file", certificate.toString()));
    return new Certificate(keys, trusted);
  }

  private static void keytool(Path store, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-alias", "it", "-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    try {
      Path output = Files.createTempFile(store.getParent(), "keytool", ".txt");
      int exit =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException(Files.readString(output, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
