// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import io.offshard.adapter.http.InvalidKeys;
import io.offshard.adapter.http.SelfSigned;
import io.offshard.adapter.keys.KeyDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code offshard dev}: a Kafka broker and Offshard in front of it, on this machine only. */
@Command(
    name = "dev",
    description = "Runs a Kafka broker and Offshard in front of it, on loopback.",
    footer = {
      "",
      "Example: offshard dev",
      "Example: offshard dev --data-dir /tmp/trial --expose 'orders*'",
      "Next: offshard streams create orders"
    },
    mixinStandardHelpOptions = true)
final class DevCommand implements Runnable {
  private final Map<String, String> environment;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where everything is kept ($XDG_DATA_HOME/offshard/dev).")
  private @Nullable Path dataDir;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "Port of the API (4567).")
  private @Nullable Integer port;

  @Option(
      names = "--tls-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "Port of the API over TLS (4568).")
  private @Nullable Integer tlsPort;

  @Option(
      names = "--tls-name",
      paramLabel = "NAME",
      description = "A further host name or address in the self-signed certificate.")
  private List<String> tlsNames = List.of();

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "Port of probes and metrics (4569).")
  private @Nullable Integer managementPort;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      defaultValue = "9092",
      description = "Port of the Kafka broker (${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--expose",
      paramLabel = "PATTERN",
      description =
          "A topic that is to be a stream, with * for any text and ? for one character; may be"
              + " given several times, in place of streams.expose.")
  private List<String> expose = List.of();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "A YAML file with further settings.")
  private @Nullable Path file;

  @Mixin private final Output out = new Output();

  DevCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    Path directory = dataDir == null ? DataDir.byDefault(environment) : dataDir;
    DataDir locked = DataDir.open(directory);
    DevServer server = new DevServer(locked, out::line);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    server.run(
        config(locked), kafkaPort, environment.getOrDefault("OFFSHARD_LAUNCHER", "offshard"));
  }

  private Config config(DataDir locked) {
    String yaml = ConfigFile.read(file);
    Config given = ConfigLoader.load(Profile.DEV, yaml, environment);
    Config nothing = ConfigLoader.load(Profile.DEV, "", Map.of());
    if (!given.kafka().bootstrapServers().equals(nothing.kafka().bootstrapServers())) {
      throw new Failure(
          "dev starts a Kafka broker of its own, kafka.bootstrap.servers cannot be set:"
              + " use offshard serve, or --kafka-port");
    }
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("kafka", Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort));
    options.put("api", api(given.api(), locked));
    if (!expose.isEmpty()) {
      options.put("streams", Map.of("expose", expose));
    }
    if (managementPort != null) {
      options.put("management", Map.of("port", managementPort));
    }
    if (given.tokens().isEmpty()) {
      KeyDirectory keys = new KeyDirectory(locked.path().resolve("token-keys"));
      if (keys.isEmpty()) {
        var _ = keys.add(Instant.now()); // it stays, so that iterators outlive a restart
      }
      options.put("tokens", Map.of("directory", keys.path()));
    }
    return ConfigLoader.load(Profile.DEV, yaml, environment, options);
  }

  private Map<String, Object> api(Config.Api given, DataDir locked) {
    Map<String, Object> tls = new LinkedHashMap<>();
    if (tlsPort != null) {
      tls.put("port", tlsPort);
    }
    if (given.tls().certificate().isEmpty()) {
      SelfSigned own = selfSigned(locked);
      tls.put("certificate", own.certificate());
      tls.put("key", own.key());
    }
    Map<String, Object> api = new LinkedHashMap<>(Map.of("tls", tls));
    if (port != null) {
      api.put("port", port);
    }
    return api;
  }

  private SelfSigned selfSigned(DataDir locked) {
    try {
      return SelfSigned.in(locked.path(), tlsNames);
    } catch (InvalidKeys e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }
}
