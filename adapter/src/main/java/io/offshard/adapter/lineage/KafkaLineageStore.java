// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.service.LineageStore;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to the lineage topic and learns their fate from the {@link LineageReader}, which
 * applies the topic in order: an event is decided by where it stands in the log, not by the
 * acknowledgement of its write.
 */
public final class KafkaLineageStore implements LineageStore, AutoCloseable {
  private static final Duration DELIVERY = Duration.ofSeconds(8);

  /** For the write and the decision together: SDKs give up after ten seconds and ask again. */
  private static final Duration DECISION = Duration.ofSeconds(9);

  private static final Duration CATCH_UP = Duration.ofSeconds(5);
  private static final long BUFFER_BYTES = 8L << 20;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final LineageReader reader;
  private final LogEnd end;

  /**
   * A store on that topic, which exists; {@link #start} reads it.
   *
   * @param cluster tells where the log ends; the caller owns it
   */
  public KafkaLineageStore(KafkaClients clients, KafkaCluster cluster, String topic) {
    this.topic = topic;
    this.producer = clients.newProducer("offshard-lineage-writer", DELIVERY, BUFFER_BYTES);
    this.reader = new LineageReader(clients, topic);
    this.end = new LogEnd(() -> cluster.end(topic, 0));
  }

  /**
   * Reads the log to its present end.
   *
   * @throws StreamFaultException with {@link Unavailable} when that takes longer
   */
  public void start(Duration within) {
    reader.start(within);
  }

  @Override
  public Lineages current() {
    return reader.image();
  }

  @Override
  public Lineages latest() {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    try {
      long asked = end.ask().get(CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
      if (reader.await(asked, deadline)) {
        return reader.image();
      }
      throw unavailable(new TimeoutException("not read up to offset " + asked + " in time"));
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  @Override
  public Lineages.Step append(LineageEvent event) {
    String key = LineageCodec.key(event, UUID.randomUUID());
    CompletableFuture<Lineages.Step> decision = reader.expect(key);
    long deadline = System.nanoTime() + DECISION.toNanos();
    try {
      requireReader();
      producer
          .send(new ProducerRecord<>(topic, 0, key.getBytes(UTF_8), LineageCodec.encode(event)))
          .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return decision.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } finally {
      reader.forget(key);
    }
  }

  /** Without it nobody would ever learn what became of the event. */
  private void requireReader() {
    if (reader.ended()) {
      throw new StreamFaultException(
          new Unavailable("lineage topic " + topic + ": " + reader.problem()));
    }
  }

  /** How many records of the log nobody could have written; they were stepped over. */
  public long malformed() {
    return reader.malformed();
  }

  /** Null while the image is up to date, else what keeps it from being so. */
  public @Nullable String problem() {
    return reader.problem();
  }

  private StreamFaultException unavailable(Throwable cause) {
    return cause instanceof StreamFaultException fault
        ? fault
        : new StreamFaultException(new Unavailable("lineage topic " + topic + ": " + cause), cause);
  }

  @Override
  public void close() {
    reader.close();
    producer.close(Duration.ofSeconds(2));
  }
}
