// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.kafka.fetch.FetchTails;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.Tails;
import io.offshard.adapter.service.Tails.Heard;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** {@code offshard serve} with the Kafka client settings for TLS and SASL passed through. */
@TestInstance(Lifecycle.PER_CLASS)
final class SecuredKafkaIT {
  private static final String WRONG = "some-other-password";

  private Path directory;
  private Certificate certificate;
  private SecuredBroker broker;

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    certificate = Certificate.create(temporary, "broker");
    broker = SecuredBroker.start(temporary.resolve("broker"), certificate);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void everyPartOfTheServerUsesThem() throws IOException {
    Path home = Files.createDirectories(directory.resolve("right"));
    try (OffshardProcess server =
            OffshardProcess.serve(
                home,
                broker.bootstrapServers(),
                SecuredBroker.settings(home, SecuredBroker.PASSWORD, certificate));
        KinesisClient kinesis = JavaClients.impatient(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, 2);
      stream.put(0, "one");
      stream.put(1, "two");

      assertThat(stream.texts(0)).containsExactly("one");
      assertThat(stream.texts(1)).containsExactly("two");
      assertKeepsSecrets(server.output());
    }
  }

  @Test
  void whoFollowsPartitionUsesThemToo() throws Exception {
    KafkaClients clients =
        new KafkaClients(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                SecuredBroker.login(SecuredBroker.PASSWORD),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                certificate.trustStore().toString(),
                "ssl.truststore.password",
                Certificate.PASSWORD),
            Map.of(),
            Map.of(),
            Map.of());
    Duration timeout = Duration.ofSeconds(5);
    try (KafkaCluster cluster = new KafkaCluster(clients);
        FetchPartitionReader reader = new FetchPartitionReader(clients, 10, timeout);
        FetchTails tails = new FetchTails(clients, reader, timeout, 1 << 20);
        KafkaProducer<byte[], byte[]> producer =
            clients.newProducer("writer", timeout, timeout, 1 << 20)) {
      Uuid id =
          cluster
              .admin()
              .createTopics(List.of(new NewTopic("followed", 1, (short) 1)))
              .topicId("followed")
              .get();
      UUID uuid = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
      try (Tails.Feed feed = tails.follow(new Place("followed", uuid, 0, 0))) {
        Awaitility.await().until(() -> feed.await(0, Duration.ZERO), new Heard.Nothing(0)::equals);
        producer.send(new ProducerRecord<>("followed", 0, null, new byte[9])).get();

        assertThat(feed.await(0, timeout)).isInstanceOf(Heard.Arrived.class);
      }
    }
  }

  @Test
  void aWrongPasswordIsNamedAtTheStart() throws IOException {
    assertFails(WRONG, certificate, "invalid credentials with SASL mechanism SCRAM-SHA-512");
  }

  @Test
  void aCertificateThatIsNotTrustedIsNamedAtTheStart() throws IOException {
    assertFails(
        SecuredBroker.PASSWORD,
        Certificate.create(directory, "another"),
        "SSL handshake failed",
        "unable to find valid certification path");
  }

  private void assertFails(String password, Certificate trusted, String... parts)
      throws IOException {
    Path home = Files.createTempDirectory(directory, "wrong");
    Program program =
        OffshardProcess.program(
            home, broker.bootstrapServers(), SecuredBroker.settings(home, password, trusted));
    try (Program.Run run = program.start()) {
      assertThat(run.awaitEnd()).as(run.output()).isNotZero();
      assertThat(run.output().strip().lines().filter(line -> line.startsWith("offshard: ")))
          .singleElement()
          .asString()
          .contains("Kafka", broker.bootstrapServers(), "authentication fails")
          .contains(parts);
      assertThat(run.output()).doesNotContain("\tat ");
      assertKeepsSecrets(run.output());
    }
  }

  private static void assertKeepsSecrets(String output) {
    assertThat(output).doesNotContain(SecuredBroker.PASSWORD, WRONG, Certificate.PASSWORD);
  }
}
