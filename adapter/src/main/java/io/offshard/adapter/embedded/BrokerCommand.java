// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of the broker process. */
final class BrokerCommand {
  private BrokerCommand() {}

  static List<String> of(
      Path dataDir, int port, Path log, Map<String, String> settings, List<String> options) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(options);
    command.addAll(basic(dataDir, port, log));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    return command;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static List<String> basic(Path dataDir, int port, Path log) {
    return List.of(
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Doffshard.broker.log=" + log,
        "-Dlogback.configurationFile=io/offshard/adapter/embedded/broker-logback.xml",
        "-cp",
        classPath(),
        "io.offshard.adapter.embedded.BrokerMain",
        dataDir.toString(),
        Integer.toString(port));
  }

  /** This process's own and, in an installation, the jars that only the broker needs. */
  private static String classPath() {
    String own = System.getProperty("java.class.path");
    try {
      Path jar =
          Path.of(BrokerCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path broker = jar.resolveSibling("../broker").normalize();
      boolean installed = Files.isRegularFile(jar) && Files.isDirectory(broker);
      return installed ? own + File.pathSeparator + broker + File.separator + "*" : own;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
