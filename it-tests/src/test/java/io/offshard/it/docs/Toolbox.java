// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.Installed;
import io.offshard.it.client.JavaScripts;
import io.offshard.it.server.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The programs that readers of the pages have, under the names by which the pages call them. */
final class Toolbox {

  /** What Kafka's scripts of these names run. */
  private static final Map<String, String> KAFKA =
      Map.of(
          "kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
          "kafka-console-producer.sh", "org.apache.kafka.tools.ConsoleProducer",
          "kafka-console-consumer.sh", "org.apache.kafka.tools.consumer.ConsoleConsumer");

  /** All that a program is given. */
  private static final String ALL = " \"$@\"";

  private final Path bin;

  /** Makes them in that directory. */
  Toolbox(Path directory) throws IOException {
    bin = Files.createDirectories(directory);
    Path jdk = Path.of(System.getProperty("java.home"), "bin");
    for (Map.Entry<String, String> tool : KAFKA.entrySet()) {
      String command = "java " + tool.getValue() + ALL + " 2> >(grep -v SLF4J >&2)";
      program(tool.getKey(), command);
    }
    program("aws", quoted(Installed.awsCli()) + ALL);
    program("python3", quoted(Installed.pythonWithBoto3()) + ALL);
    program("node", quoted(Installed.node()) + ALL);
    program("java", quoted(jdk.resolve("java")) + " " + String.join(" ", Jvm.BRIEF) + ALL);
    program("keytool", quoted(jdk.resolve("keytool")) + ALL);
  }

  private static String quoted(Path file) {
    return "'" + file + "'";
  }

  private void program(String name, String command) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/usr/bin/env bash\nexec " + command + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** The SDK for JavaScript, as {@code npm install} leaves it there. */
  void installScriptsIn(Path directory) throws IOException {
    Files.createSymbolicLink(
        directory.resolve("node_modules"), JavaScripts.directory().resolve("node_modules"));
  }

  /** Variables with which a shell finds the programs, and Java the libraries of these tests. */
  Map<String, String> environment(DocumentedServer server) {
    return Map.of(
        "PATH",
        bin + File.pathSeparator + System.getenv("PATH"),
        "CLASSPATH",
        System.getProperty("java.class.path"),
        "OFFSHARD_JAVA_OPTS",
        String.join(" ", Jvm.BRIEF),
        "OFFSHARD_KAFKA_BOOTSTRAP_SERVERS",
        server.kafka());
  }
}
