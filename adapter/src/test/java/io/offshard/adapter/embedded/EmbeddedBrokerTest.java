// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path dataDir;

  @Test
  void keepsWhatItAcknowledgedThroughKillAndEndsWithItsParent() throws Exception {
    int port = freePort();
    try (EmbeddedBroker first = EmbeddedBroker.start(dataDir, port)) {
      first.awaitReady(LONG);
      write(first.bootstrapServers());
      first.kill();
    }

    try (EmbeddedBroker second = EmbeddedBroker.start(dataDir, port)) {
      second.awaitReady(LONG);
      assertThat(read(second.bootstrapServers())).isEqualTo("kept");

      // What the broker sees of a parent that is killed is the end of its input.
      second.closeInput();
      assertThat(second.onExit().get()).isZero();
      EmbeddedBroker.awaitPredecessor(
          dataDir, Duration.ZERO, () -> assertThat(second.onExit()).isNotDone());
    }
  }

  @Test
  void saysInOneLineWhyItCannotStart() throws IOException {
    try (BrokerLock other = BrokerLock.tryAcquire(dataDir).orElseThrow();
        EmbeddedBroker broker = EmbeddedBroker.start(dataDir, freePort())) {
      assertThat(other).isNotNull();
      assertThatThrownBy(() -> broker.awaitReady(LONG))
          .isInstanceOf(BrokerFailure.class)
          .hasMessage(
              "the Kafka broker ended: another broker runs on %s (see %s)",
              dataDir, dataDir.resolve("broker.log"));
    }
  }

  private static void write(String bootstrapServers) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(settings);
        var producer =
            new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>("t", "k", "kept")).get();
    }
  }

  private static String read(String bootstrapServers) {
    TopicPartition partition = new TopicPartition("t", 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(LONG).iterator().next().value();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
