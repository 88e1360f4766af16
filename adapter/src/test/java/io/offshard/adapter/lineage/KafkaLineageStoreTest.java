// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.LocalBroker;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLineageStoreTest {
  private static final String TOPIC = "__log";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Abort EVENT = new Abort(new UUID(1, 2), "test");

  @Test
  void stepsOverWhatIsNoEventAndRefusesAtOnceAfterANewerOne(@TempDir Path dataDir)
      throws Exception {
    try (LocalBroker broker = LocalBroker.start(dataDir)) {
      LineageTopic.ensure(broker.cluster(), TOPIC, LocalBroker.copies());
      try (KafkaLineageStore store =
              new KafkaLineageStore(broker.clients(), broker.cluster(), TOPIC);
          KafkaProducer<byte[], byte[]> other =
              broker.clients().newProducer("other", Duration.ofSeconds(5), 1 << 20)) {
        store.start(LONG);
        other.send(new ProducerRecord<>(TOPIC, "k".getBytes(UTF_8), "{".getBytes(UTF_8))).get();
        assertThat(store.append(EVENT).verdict()).isEqualTo(Verdict.NOT_PENDING);
        assertThat(store.malformed()).isOne();

        other
            .send(
                new ProducerRecord<>(TOPIC, "k".getBytes(UTF_8), "{\"level\":99}".getBytes(UTF_8)))
            .get();
        Awaitility.await().until(() -> store.problem() != null);
        long start = System.nanoTime();
        assertThatThrownBy(() -> store.append(EVENT))
            .isInstanceOf(StreamFaultException.class)
            .hasMessageContaining("is of format level 99")
            .hasMessageNotContaining("Unavailable[");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void givesUpBeforeAnSdkDoes() {
    KafkaClients nobody =
        new KafkaClients(
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            Map.of("max.block.ms", "100"),
            Map.of(),
            Map.of());
    try (KafkaCluster cluster = new KafkaCluster(nobody);
        KafkaLineageStore store = new KafkaLineageStore(nobody, cluster, TOPIC)) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> store.append(EVENT)).isInstanceOf(StreamFaultException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    }
  }
}
