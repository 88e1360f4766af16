// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.BuildVersion;
import io.offshard.adapter.Offshard;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code offshard serve}: production, in front of an existing Kafka cluster. */
@Command(
    name = "serve",
    description = "Serves an existing Kafka cluster.",
    footer = {
      "",
      "Example: offshard serve --config offshard.yaml",
      "Before: offshard config validate --config offshard.yaml, and offshard keys rotate for the"
          + " keys of tokens"
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final Map<String, String> environment;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The YAML file; every key can also be set in the environment.")
  private @Nullable Path file;

  ServeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    if (file == null
        && environment.keySet().stream().noneMatch(k -> k.startsWith("OFFSHARD_KAFKA_"))) {
      throw new Failure(
          "serve needs a configuration: give one with --config FILE"
              + " (its keys: offshard config reference)");
    }
    Config config = ConfigLoader.load(Profile.SERVE, ConfigFile.read(file), environment);
    Offshard server = Offshard.start(config, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, config), "shutdown"));
    LOG.info(
        "serving on {}, management on {}:{} (version {}, Kafka at {}, auth.mode {})",
        addresses(config.api(), server),
        config.management().host(),
        server.managementPort(),
        BuildVersion.text(),
        config.kafka().bootstrapServers(),
        config.auth().mode().name().toLowerCase(Locale.ROOT));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Offshard server, Config config) {
    LOG.info("stopping: calls under way have {} s to end", config.api().drain().toMillis() / 1e3);
    server.close();
    LOG.info("stopped");
  }

  private static String addresses(Config.Api api, Offshard server) {
    String clear = api.cleartext() ? "http://" + api.host() + ":" + server.apiPort() : "";
    String encrypted =
        api.tls().certificate().isPresent() ? "https://" + api.host() + ":" + server.tlsPort() : "";
    return (clear + " " + encrypted).strip();
  }
}
