// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the broker's JVM has its classes from: an installation, which has {@code lib/} and, only
 * for the broker, {@code broker/}; or what this process runs from.
 */
record BrokerClasses(String classPath, Optional<Path> installation) {

  static BrokerClasses ofThisProcess() {
    String own = System.getProperty("java.class.path");
    try {
      Path jar =
          Path.of(BrokerClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path home = jar.resolveSibling("..").normalize();
      boolean installed = Files.isRegularFile(jar) && Files.isDirectory(home.resolve("broker"));
      return installed
          ? new BrokerClasses(own + File.pathSeparator + jars(home, "broker"), Optional.of(home))
          : new BrokerClasses(own, Optional.empty());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static BrokerClasses installedIn(Path home) {
    return new BrokerClasses(
        jars(home, "lib") + File.pathSeparator + jars(home, "broker"), Optional.of(home));
  }

  private static String jars(Path home, String directory) {
    return home.resolve(directory) + File.separator + "*";
  }

  /**
   * Of java. The first broker that ends in order leaves its loaded classes next to the jars, which
   * takes two thirds off the start of the next ones; they are made anew for another JVM or other
   * jars.
   */
  List<String> options() {
    Optional<Path> archive =
        installation.filter(Files::isWritable).map(home -> home.resolve("broker.jsa"));
    return archive
        .map(
            file ->
                List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + file,
                    "-Xlog:cds*=off",
                    "-cp",
                    classPath))
        .orElse(List.of("-cp", classPath));
  }
}
