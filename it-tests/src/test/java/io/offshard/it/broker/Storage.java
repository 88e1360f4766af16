// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The data directory of a broker: one of several must be told beforehand of which cluster it is.
 */
final class Storage {
  private Storage() {}

  static void format(Path home, int id) {
    String logs = home.toAbsolutePath().resolve("kafka").toString();
    try {
      Files.createDirectories(home);
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(id)
          .setClusterId("offshard-it-tests-0001")
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(logs)
          .addDirectory(logs)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("cannot format " + logs, e);
    }
  }
}
