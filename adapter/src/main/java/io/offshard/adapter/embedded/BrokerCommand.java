// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of the broker process. */
final class BrokerCommand {
  private BrokerCommand() {}

  static List<String> of(
      Path dataDir, int port, Path log, Map<String, String> settings, BrokerClasses classes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Doffshard.broker.log=" + log,
            "-Dlogback.configurationFile=io/offshard/adapter/embedded/broker-logback.xml"));
    command.addAll(classes.options());
    command.addAll(
        List.of(
            "io.offshard.adapter.embedded.BrokerMain", dataDir.toString(), Integer.toString(port)));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    return command;
  }
}
