// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.KafkaView;
import io.offshard.it.client.LiveStream;
import io.offshard.testcontainers.OffshardContainer;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The second example of docs/testcontainers.md. {@link ContainersIT} runs it. */
final class OffshardBesideKafka {

  @Test
  void aKafkaConsumerReadsWhatWasPut() {
    Network network = Network.newNetwork();
    // #region containers
    KafkaContainer kafka =
        new KafkaContainer("apache/kafka:4.3.1").withNetwork(network).withListener("kafka:19092");
    OffshardContainer offshard =
        new OffshardContainer("offshard:dev")
            .withNetwork(network)
            .dependsOn(kafka)
            .withKafka("kafka:19092");
    // #endregion
    try (network;
        kafka;
        offshard) {
      offshard.start();
      try (KinesisClient kinesis = JavaClients.sync(offshard.endpoint())) {
        LiveStream stream = LiveStream.create(kinesis, 1);
        stream.put(0, "key", "hello".getBytes(UTF_8));
        assertThat(new KafkaView(kafka.getBootstrapServers(), stream.name()).everything(1))
            .extracting(record -> new String(record.value(), UTF_8))
            .containsExactly("hello");
      }
    }
  }
}
