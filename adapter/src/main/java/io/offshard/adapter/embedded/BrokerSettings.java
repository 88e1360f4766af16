// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The Kafka settings of a broker that is alone, small, and reachable from this machine only. */
final class BrokerSettings {
  static final int NODE = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Above the largest record of any dialect (10 MiB), with room for keys, headers, batches. */
  private static final String MESSAGE_BYTES = Integer.toString(12 << 20);

  private BrokerSettings() {}

  static Properties of(Path logs, int port, int controllerPort) {
    Properties settings = new Properties();
    network(settings, port, controllerPort);
    limits(settings);
    small(settings);
    settings.setProperty("log.dirs", logs.toString());
    return settings;
  }

  private static void network(Properties settings, int port, int controllerPort) {
    String kafka = "PLAINTEXT://127.0.0.1:" + port;
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", Integer.toString(NODE));
    settings.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    settings.setProperty(
        "listeners", kafka + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
    settings.setProperty("advertised.listeners", kafka);
    settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
  }

  private static void limits(Properties settings) {
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("message.max.bytes", MESSAGE_BYTES);
    settings.setProperty("replica.fetch.max.bytes", MESSAGE_BYTES);
    // A broker that was killed may register again when its session is over: 9 s by default.
    settings.setProperty("broker.session.timeout.ms", "2000");
    settings.setProperty("broker.heartbeat.interval.ms", "400");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
  }

  private static void small(Properties settings) {
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.setProperty(topic + ".replication.factor", "1");
      settings.setProperty(topic + ".num.partitions", "4");
    }
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "4");
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "4");
    settings.setProperty("log.cleaner.threads", "1");
    settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    settings.setProperty("log.index.size.max.bytes", Integer.toString(1 << 20));
  }
}
