// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** One by one and in order, as loaded classes that were kept are only good for the same path. */
  private static String jars(Path home, String directory) {
    try (Stream<Path> files = Files.list(home.resolve(directory))) {
      return files.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of java. Where an image has no cache of the broker's classes, the first broker that ends in
   * order leaves its loaded classes next to the jars, which takes two thirds off the start of the
   * next ones; they are made anew for another JVM or other jars.
   */
  List<String> options() {
    List<String> options = new ArrayList<>();
    installation.ifPresent(home -> options.addAll(keptClasses(home)));
    options.addAll(List.of("-cp", classPath));
    return options;
  }

  private static List<String> keptClasses(Path home) {
    Path cache = home.resolve("broker.aot");
    if (Files.isReadable(cache)) {
      return List.of("-XX:AOTCache=" + cache);
    }
    return Files.isWritable(home)
        ? List.of(
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + home.resolve("broker.jsa"),
            "-Xlog:cds*=off")
        : List.of();
  }
}
