// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import io.offshard.it.broker.BrokerChoice;
import io.offshard.it.broker.KafkaBroker;
import java.net.URI;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The one broker and the one {@code serve} process that most tests share. They start at first use
 * and end with the tests' JVM; each test makes streams of its own.
 */
public final class SharedServer {

  /** The path of its database for Yandex Data Streams. */
  public static final String DATABASE = "/ru-central1/b1g8s2q0/etn01r9c";

  private SharedServer() {}

  /** Where clients of the streaming APIs connect. */
  public static URI endpoint() {
    return Running.SERVER.endpoint();
  }

  /** Where probes and metrics are. */
  public static URI management() {
    return Running.SERVER.management();
  }

  /** Everything that it has printed: its log, with a line for each request. */
  public static String output() {
    return Running.SERVER.output();
  }

  /** The broker behind it; may be used without the server. */
  public static KafkaBroker broker() {
    return Shared.BROKER;
  }

  private static final class Shared {
    static final Path DIRECTORY = Project.emptyBuildDirectory("shared");
    static final KafkaBroker BROKER = BrokerChoice.ofThisRun().start(DIRECTORY.resolve("broker"));
    static final Deque<AutoCloseable> TO_CLOSE = new ConcurrentLinkedDeque<>(List.of(BROKER));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> TO_CLOSE.forEach(Shared::close)));
    }

    private static void close(AutoCloseable running) {
      try {
        running.close();
      } catch (Exception e) {
        System.err.println("cannot close " + running + ": " + e);
      }
    }
  }

  private static final class Running {
    static final OffshardProcess SERVER =
        OffshardProcess.serve(
            Shared.DIRECTORY.resolve("server"),
            Shared.BROKER.bootstrapServers(),
            // Who reads a subscription to its end does not wait five minutes.
            Map.of(
                "OFFSHARD_SUBSCRIPTIONS_LIFE", "3s",
                "OFFSHARD_DIALECTS", "[kinesis, dynamodb-streams, v3io, yandex]",
                "OFFSHARD_V3IO_CONTAINERS",
                    "[{name: users}, {name: bigdata}, {name: projects}, {name: all, prefix: ''}]",
                "OFFSHARD_YANDEX_DATABASE", DATABASE));

    static {
      // Ahead of the broker: it drains while there is one.
      Shared.TO_CLOSE.addFirst(SERVER);
    }
  }
}
