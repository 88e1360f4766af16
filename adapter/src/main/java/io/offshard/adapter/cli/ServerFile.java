// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file of a server that a command looks at the deployment of. */
final class ServerFile {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The YAML file of the server; without it, the Kafka of offshard dev.")
  private @Nullable Path file;

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "A Kafka broker, in place of what the file says.")
  private @Nullable String broker;

  /**
   * What is in it.
   *
   * @param options that stand in place of what it says
   */
  Config config(Map<String, String> environment, Map<String, Object> options) {
    Map<String, Object> all = new LinkedHashMap<>(options);
    if (broker != null) {
      all.put("kafka", Map.of("bootstrap.servers", broker));
    }
    return ConfigLoader.load(Profile.DEV, ConfigFile.read(file), environment, all);
  }
}
