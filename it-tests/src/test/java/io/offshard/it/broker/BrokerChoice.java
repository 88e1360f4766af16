// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Which kind of broker the tests share, chosen by {@code -Dit.broker=auto|container|process}.
 * {@code auto} takes a container where an engine has the image, else a process; {@code container}
 * fails where there is none.
 */
public enum BrokerChoice {
  AUTO,
  CONTAINER,
  PROCESS;

  /** The choice of this run. */
  public static BrokerChoice ofThisRun() {
    return valueOf(System.getProperty("it.broker", "auto").toUpperCase(Locale.ROOT));
  }

  /** Starts the broker and prints which kind it is. */
  public KafkaBroker start(Path directory) {
    boolean container = this == CONTAINER || (this == AUTO && ContainerBroker.isPossible());
    System.out.println(
        "Kafka broker of the integration tests: " + (container ? "container" : "process"));
    return container ? new ContainerBroker() : ProcessBroker.start(directory);
  }
}
