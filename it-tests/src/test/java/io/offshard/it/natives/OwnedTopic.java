// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic in the hands of its owner, who knows Kafka's own clients only. */
public record OwnedTopic(String bootstrapServers, String name) {

  /** Creates it. */
  public static OwnedTopic create(
      String bootstrapServers, String name, int partitions, Map<String, String> settings) {
    OwnedTopic topic = new OwnedTopic(bootstrapServers, name);
    topic.admin(
        admin ->
            admin
                .createTopics(
                    List.of(
                        new NewTopic(name, Optional.of(partitions), Optional.empty())
                            .configs(settings)))
                .all()
                .get());
    return topic;
  }

  /** A step that fails as Kafka's futures do. */
  public interface Step {
    /** Takes it. */
    void run(Admin admin) throws ExecutionException, InterruptedException;
  }

  /** Does something as its owner. */
  public void admin(Step step) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      step.run(admin);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds partitions until there are that many. */
  public void growTo(int partitions) {
    admin(
        admin ->
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all().get());
  }

  /** Gives a setting of the topic another value. */
  void set(String setting, String value) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), OpType.SET);
    admin(admin -> admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get());
  }

  /** The value that a setting of the topic has now. */
  String setting(String setting) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    String[] value = new String[1];
    admin(
        admin -> {
          Config found = admin.describeConfigs(List.of(resource)).all().get().get(resource);
          value[0] = Objects.requireNonNull(found).get(setting).value();
        });
    return value[0];
  }

  void delete() {
    admin(admin -> admin.deleteTopics(List.of(name)).all().get());
  }

  /** A producer of its owner's. */
  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", bootstrapServers);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** What Kafka's own consumer reads in a partition now, committed records only. */
  public List<ConsumerRecord<byte[], byte[]>> read(int partition) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    read(partition, records::add);
    return records;
  }

  /** The same where it is too much to be held at once. */
  public void read(int partition, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    TopicPartition place = new TopicPartition(name, partition);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(place));
      consumer.seekToBeginning(List.of(place));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(place)).get(place));
      while (consumer.position(place) < end) {
        consumer.poll(Duration.ofSeconds(5)).forEach(each);
      }
    }
  }
}
