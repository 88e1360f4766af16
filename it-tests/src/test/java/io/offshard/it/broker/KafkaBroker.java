// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

/** A real Kafka cluster of one broker, empty when it starts. */
public interface KafkaBroker extends AutoCloseable {

  /** As Kafka clients take it: host and port. */
  String bootstrapServers();

  @Override
  void close();
}
