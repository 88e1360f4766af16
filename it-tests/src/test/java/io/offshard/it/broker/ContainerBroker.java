// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The vendor's image under a container engine. */
final class ContainerBroker implements KafkaBroker {

  private static final String IMAGE = "apache/kafka:4.3.1";

  private final KafkaContainer container = new KafkaContainer(IMAGE);

  ContainerBroker() {
    container.start();
  }

  /**
   * Whether there is an engine that has the image already: a test run never pulls one by itself.
   */
  static boolean isPossible() {
    return DockerClientFactory.instance().isDockerAvailable()
        && !DockerClientFactory.instance()
            .client()
            .listImagesCmd()
            .withReferenceFilter(IMAGE)
            .exec()
            .isEmpty();
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void close() {
    container.close();
  }
}
