// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka clients. The user's settings come last and win, except where the promises of the
 * service rest on one. Each method throws {@link UnusableSettings} when Kafka will not have them.
 *
 * @param common settings of all clients, {@code bootstrap.servers} among them
 * @param producer settings of producers only
 * @param admin settings of the admin client only
 * @param consumer settings of consumers only
 * @param user as whom they come to the brokers; empty for whom the settings name
 */
public record KafkaClients(
    Map<String, String> common,
    Map<String, String> producer,
    Map<String, String> admin,
    Map<String, String> consumer,
    Optional<KafkaUser> user) {

  /** Clients of whom the settings name. */
  public KafkaClients(
      Map<String, String> common,
      Map<String, String> producer,
      Map<String, String> admin,
      Map<String, String> consumer) {
    this(common, producer, admin, consumer, Optional.empty());
  }

  /** The same clients of another user. */
  public KafkaClients as(KafkaUser other) {
    return new KafkaClients(common, producer, admin, consumer, Optional.of(other));
  }

  /**
   * Looks at who answers at the addresses of the brokers.
   *
   * @throws UnusableSettings when it is no broker
   */
  void requireKafka() {
    String protocol = common.getOrDefault("security.protocol", "PLAINTEXT");
    if (protocol.endsWith("PLAINTEXT")) {
      FirstWords.requireKafka(
          List.of(common.getOrDefault("bootstrap.servers", "").strip().split("\\s*,\\s*")));
    }
  }

  /** A record of 10 MiB with key and headers, in a request. */
  static final int MAX_REQUEST_BYTES = 12 << 20;

  private static final Map<String, Object> ALL =
      Map.of(
          "enable.metrics.push",
          false,
          "auto.include.jmx.reporter",
          false,
          "metric.reporters",
          "",
          "reconnect.backoff.max.ms",
          1_000);

  /** Requests of less than a second, given up after five, and whole operations after ten. */
  public Admin newAdmin(String id) {
    Map<String, Object> settings =
        settings(
            Map.of(
                "request.timeout.ms", 5_000,
                "default.api.timeout.ms", 10_000,
                // It goes on asking a broker that hangs until it reads the list of brokers again.
                "metadata.max.age.ms", 3_000),
            admin,
            Map.of("client.id", id));
    return make(() -> Admin.create(settings));
  }

  /**
   * A producer whose acknowledgement means that all replicas that count have the record, once and
   * in order.
   *
   * @param requestTimeout after which a broker counts as gone; for so long a caller may wait for
   *     the leaders of a topic that is new to the producer, which a busy broker tells late
   * @param deliveryTimeout after which nobody knows what became of a record
   * @param bufferBytes the most that it holds
   */
  public KafkaProducer<byte[], byte[]> newProducer(
      String id, Duration requestTimeout, Duration deliveryTimeout, long bufferBytes) {
    int delivery = Math.toIntExact(deliveryTimeout.toMillis());
    int request = Math.toIntExact(Math.min(requestTimeout.toMillis(), delivery));
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("linger.ms", 0); // batches fill by themselves while requests are under way
    defaults.put("batch.size", 128 << 10);
    // A broker that starts again knows only the last batch of each partition: of several that it
    // had written but not answered it would write the others twice.
    defaults.put("max.in.flight.requests.per.connection", 1);
    defaults.put("max.block.ms", request);
    defaults.put("request.timeout.ms", request);
    defaults.put("delivery.timeout.ms", delivery);
    defaults.put("max.request.size", MAX_REQUEST_BYTES);
    defaults.put("buffer.memory", bufferBytes);
    // A deleted topic must be forgotten soon: a producer that asks for it could bring it back.
    defaults.put("metadata.max.idle.ms", 10_000);
    defaults.put("metadata.max.age.ms", 10_000);
    Map<String, Object> settings =
        settings(
            defaults, producer, Map.of("client.id", id, "acks", "all", "enable.idempotence", true));
    return make(
        () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /**
   * A consumer without a group, that sees committed records only.
   *
   * @param fetchBytes what one fetch aims at
   * @param fetchWait how long the broker may keep a fetch open for want of records
   */
  public KafkaConsumer<byte[], byte[]> newConsumer(String id, int fetchBytes, Duration fetchWait) {
    Map<String, Object> fixed = new HashMap<>();
    fixed.put("client.id", id);
    fixed.put("enable.auto.commit", false);
    fixed.put("auto.offset.reset", "none");
    fixed.put("allow.auto.create.topics", false);
    fixed.put("isolation.level", "read_committed");
    Map<String, Object> settings =
        settings(
            Map.of(
                "fetch.min.bytes", 1,
                "fetch.max.wait.ms", Math.toIntExact(fetchWait.toMillis()),
                "max.poll.records", 10_000,
                "max.partition.fetch.bytes", fetchBytes,
                "fetch.max.bytes", fetchBytes,
                // Both so that the successor of a leader that hangs is found soon.
                "request.timeout.ms", 2_000,
                "metadata.max.age.ms", 3_000,
                "default.api.timeout.ms", 10_000),
            consumer,
            fixed);
    return make(
        () ->
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * Something of the caller's own that speaks to the brokers, and reads as consumers do.
   *
   * @param requestTimeout after which a broker counts as gone
   */
  public <T> T forFetching(
      String id, Duration requestTimeout, Function<ConsumerConfig, T> connections) {
    Map<String, Object> settings =
        settings(
            Map.of(
                "request.timeout.ms", Math.toIntExact(requestTimeout.toMillis()),
                "socket.connection.setup.timeout.ms", 2_000,
                "socket.connection.setup.timeout.max.ms", 2_000),
            consumer,
            Map.of(
                "client.id", id,
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class));
    return make(() -> connections.apply(new ConsumerConfig(settings)));
  }

  private static <T> T make(Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      throw new UnusableSettings(e);
    }
  }

  private Map<String, Object> settings(
      Map<String, Object> defaults, Map<String, String> own, Map<String, Object> fixed) {
    Map<String, Object> all = new HashMap<>(ALL);
    all.putAll(defaults);
    all.putAll(common);
    all.putAll(own);
    all.putAll(fixed);
    user.ifPresent(known -> all.putAll(known.settings(all)));
    return all;
  }
}
