// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.mapping.lineage.Lineages;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** Reads the lineage topic once, for those who are no part of the deployment. Writes nothing. */
public final class LineageGlance {
  private static final int FETCH_BYTES = 4 << 20;
  private static final Duration POLL = Duration.ofMillis(500);

  /** So long may pass without a record before the brokers count as gone. */
  private static final int FRUITLESS = 20;

  private LineageGlance() {}

  /**
   * The image of this moment; that before the first event where there is no such topic.
   *
   * @throws IllegalStateException with one line for the user when it cannot be read
   */
  public static Lineages of(KafkaClients clients, String topic) {
    try (var consumer = clients.newConsumer("offshard-lineage-glance", FETCH_BYTES, POLL)) {
      return consumer.partitionsFor(topic).isEmpty()
          ? Lineages.EMPTY
          : read(consumer, new TopicPartition(topic, 0));
    } catch (AuthorizationException e) {
      throw new IllegalStateException("not allowed to read the lineage topic " + topic, e);
    } catch (KafkaException e) {
      throw new IllegalStateException(
          "cannot read the lineage topic " + topic + ": " + e.getMessage(), e);
    }
  }

  private static Lineages read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    Members nobody = new Members(System::nanoTime);
    Lease none = new Lease(UUID.randomUUID(), System::nanoTime, System::currentTimeMillis);
    LineageLog content = new LineageLog(nobody, none, () -> {});
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    LineageLog.Batch applied = content.apply(List.of());
    int fruitless = 0;
    while (consumer.position(partition) < end) {
      long before = consumer.position(partition);
      applied = content.apply(consumer.poll(POLL).records(partition));
      LineageLog.Stop stop = applied.stop();
      if (stop != null) {
        throw new IllegalStateException(
            "lineage topic " + partition.topic() + ": " + stop.reason());
      }
      fruitless = consumer.position(partition) > before ? 0 : fruitless + 1;
      if (fruitless > FRUITLESS) {
        throw new IllegalStateException(
            "the lineage topic " + partition.topic() + " is not answered for");
      }
    }
    return applied.image();
  }
}
