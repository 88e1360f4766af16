// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import io.offshard.adapter.Offshard;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The server inside the test's own JVM, for tests that hand it a clock. A deployment of its own on
 * the shared broker.
 */
public final class ServerInThisJvm implements AutoCloseable {

  private final MovableClock clock = new MovableClock();
  private final String lineage = "__lineage-" + StreamNames.fresh("it");
  private final Offshard offshard;

  /** Starts on free ports; {@code directory} takes the token key. */
  public ServerInThisJvm(Path directory) {
    this(directory, Map.of());
  }

  /** The same with variables for the configuration ({@code OFFSHARD_...}). */
  public ServerInThisJvm(Path directory, Map<String, String> environment) {
    String yaml =
        ServeConfig.yaml(directory, SharedServer.broker().bootstrapServers(), 0, 0, lineage);
    Config config = ConfigLoader.load(Profile.SERVE, yaml, environment);
    offshard = Offshard.start(config, clock);
  }

  /** The server's clock. */
  public MovableClock clock() {
    return clock;
  }

  /** The topic that replicas of the same deployment share. */
  public String lineage() {
    return lineage;
  }

  /** Where clients connect. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + offshard.apiPort());
  }

  @Override
  public void close() {
    offshard.close();
  }
}
