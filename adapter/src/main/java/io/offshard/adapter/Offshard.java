// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.config.Config;
import java.time.Clock;

/** The running server. */
public final class Offshard implements AutoCloseable {
  private final Config config;

  private Offshard(Config config) {
    this.config = config;
  }

  /** Starts everything. */
  public static Offshard start(Config config, Clock clock) {
    return new Offshard(config);
  }

  public int apiPort() {
    return config.api().port();
  }

  public int managementPort() {
    return config.management().port();
  }

  @Override
  public void close() {}
}
