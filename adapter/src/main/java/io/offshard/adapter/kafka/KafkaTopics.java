// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Topics;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
import io.offshard.mapping.lineage.Alteration.SwitchMode;
import io.offshard.mapping.lineage.Alteration.Warm;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.TopicTraits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes, looks at, changes and deletes topics with Kafka's admin client. Thread-safe; the caller
 * owns the cluster.
 */
public final class KafkaTopics implements Topics {
  private static final String RETENTION = "retention.ms";
  private static final String MESSAGE_BYTES = "max.message.bytes";
  private static final int HEADROOM = 64 << 10; // key, headers and batch around the largest record

  /** Makes nothing; its answer is only the first part of a call that must end in ten seconds. */
  private static final CreateTopicsOptions QUESTION =
      new CreateTopicsOptions().validateOnly(true).timeoutMs(4_000);

  private final Admin admin;
  private final Replication replication;

  /** Topics made with those numbers of copies. */
  public KafkaTopics(KafkaCluster cluster, Replication replication) {
    this(cluster.admin(), replication);
  }

  KafkaTopics(Admin admin, Replication replication) {
    this.admin = admin;
    this.replication = replication;
  }

  @Override
  public Creation create(String topic, int partitions, StreamSettings settings) {
    try {
      CreateTopicsResult result = ask(topic, partitions, settings, new CreateTopicsOptions());
      return new Creation.Made(id(result, topic));
    } catch (ApiException e) {
      return refusal(e);
    }
  }

  @Override
  public Optional<Creation.Refused> objection(
      String topic, int partitions, StreamSettings settings) {
    try {
      var _ = ask(topic, partitions, settings, QUESTION);
      return Optional.empty();
    } catch (ApiException e) {
      return Optional.of(refusal(e));
    }
  }

  private CreateTopicsResult ask(
      String topic, int partitions, StreamSettings settings, CreateTopicsOptions how) {
    Replication.Copies copies = replication.on(admin);
    NewTopic wanted =
        new NewTopic(topic, partitions, copies.factor()).configs(configs(settings, copies));
    CreateTopicsResult result = admin.createTopics(List.of(wanted), how);
    Answers.await(requireNonNull(result.values().get(topic)));
    return result;
  }

  /**
   * What Kafka's error means for the topic.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable} when it says nothing about it
   */
  static Creation.Refused refusal(ApiException error) {
    String text = String.valueOf(error.getMessage());
    return switch (error) {
      case TopicExistsException e -> new Creation.Exists("Kafka has a topic of that name: " + text);
      case InvalidTopicException e -> new Creation.NameTaken("Kafka refuses the name: " + text);
      // By its class a fault of the configuration, but what is wrong is not the topic's.
      case AuthenticationException e -> throw Answers.unavailable(e);
      case InvalidReplicationFactorException e when text.contains("fenced") ->
          throw Answers.unavailable(e); // the brokers are there and will take part again
      case InvalidConfigurationException e -> new Creation.Impossible(text);
      case InvalidPartitionsException e -> new Creation.Impossible(text);
      case PolicyViolationException e -> new Creation.Impossible(text);
      default -> throw Answers.unavailable(error);
    };
  }

  /** Kafka keeps it back from those who may make the topic but not read its settings. */
  private static UUID id(CreateTopicsResult result, String topic) {
    try {
      return Answers.uuid(Answers.await(result.topicId(topic)));
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  private static Map<String, String> configs(StreamSettings settings, Replication.Copies copies) {
    Map<String, String> all = new HashMap<>(marks(settings));
    all.put("cleanup.policy", "delete");
    all.put("retention.bytes", "-1");
    all.put("compression.type", "producer");
    all.put("min.insync.replicas", Integer.toString(copies.minInsync()));
    all.put("unclean.leader.election.enable", "false");
    return all;
  }

  /** What a topic of ours is known by; hardly anybody else's has all three. */
  private static Map<String, String> marks(StreamSettings settings) {
    return Map.of(
        RETENTION,
        Long.toString(settings.retention().toMillis()),
        "message.timestamp.type",
        "LogAppendTime",
        MESSAGE_BYTES,
        Integer.toString((10 << 20) + HEADROOM));
  }

  @Override
  public Sighting look(String topic, int partitions, StreamSettings settings) {
    try {
      TopicDescription found = describe(topic);
      boolean ours =
          found.partitions().size() == partitions
              && has(topic, marks(settings))
              && ends(topic, partitions).values().stream().allMatch(end -> end.offset() == 0);
      return ours ? new Sighting.Unused(Answers.uuid(found.topicId())) : new Sighting.InUse();
    } catch (UnknownTopicOrPartitionException e) {
      return new Sighting.NotSeen();
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  private boolean has(String topic, Map<String, String> wanted) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found =
        Answers.await(
            requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)));
    return wanted.entrySet().stream()
        .allMatch(
            mark -> {
              ConfigEntry entry = found.get(mark.getKey());
              return entry != null
                  && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG
                  && mark.getValue().equals(entry.value());
            });
  }

  @Override
  public Optional<String> alter(String topic, UUID topicId, Alteration alteration) {
    return alter(topic, topicId, alteration, false);
  }

  @Override
  public Optional<String> objection(String topic, UUID topicId, Alteration alteration) {
    return alter(topic, topicId, alteration, true);
  }

  /** Kafka takes settings by name only, and the name may have become somebody else's. */
  private Optional<String> alter(
      String topic, UUID topicId, Alteration alteration, boolean onlyAsk) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    List<AlterConfigOp> wanted =
        entry(alteration).map(e -> new AlterConfigOp(e, AlterConfigOp.OpType.SET)).stream()
            .toList();
    AlterConfigsOptions how = new AlterConfigsOptions().validateOnly(onlyAsk).timeoutMs(4_000);
    try {
      if (!Answers.uuid(describe(topic).topicId()).equals(topicId)) {
        return Optional.of("the topic has been replaced by another one");
      }
      Answers.await(admin.incrementalAlterConfigs(Map.of(resource, wanted), how).all());
      return Optional.empty();
    } catch (UnknownTopicOrPartitionException e) {
      return gone(topic, e);
    } catch (AuthenticationException e) { // what is wrong with it is not the topic's
      throw Answers.unavailable(e);
    } catch (InvalidConfigurationException | PolicyViolationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  private static Optional<ConfigEntry> entry(Alteration alteration) {
    return switch (alteration) {
      case RaiseRetention raise -> Optional.of(retention(raise.hours()));
      case LowerRetention lower -> Optional.of(retention(lower.hours()));
      case LimitRecords limit ->
          Optional.of(
              new ConfigEntry(
                  MESSAGE_BYTES,
                  Integer.toString(TopicTraits.maxMessageBytes(limit.maxRecordKiB()))));
      case Encrypt encrypt -> Optional.empty();
      case Decrypt decrypt -> Optional.empty();
      case AddMetrics add -> Optional.empty();
      case RemoveMetrics remove -> Optional.empty();
      case SwitchMode to -> Optional.empty();
      case Warm warm -> Optional.empty();
    };
  }

  private static ConfigEntry retention(int hours) {
    return new ConfigEntry(RETENTION, Long.toString(TopicTraits.retentionMillis(hours)));
  }

  private TopicDescription describe(String topic) {
    return Answers.await(
        requireNonNull(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
  }

  @Override
  public boolean writable(String topic, int partitions) {
    try {
      return ends(topic, partitions).size() == partitions;
    } catch (RetriableException e) {
      return false;
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  @Override
  public Ends ends(String topic, UUID topicId, int partitions) {
    try {
      if (!Answers.uuid(describe(topic).topicId()).equals(topicId)) {
        return new Ends.Gone();
      }
      Map<TopicPartition, ListOffsetsResultInfo> found = ends(topic, partitions);
      return new Ends.Known(
          IntStream.range(0, partitions)
              .mapToObj(p -> requireNonNull(found.get(new TopicPartition(topic, p))).offset())
              .toList());
    } catch (RetriableException e) {
      return new Ends.NotYet(); // for example where a broker does not know the partition yet
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  @Override
  public Optional<String> widen(String topic, UUID topicId, int partitions) {
    try {
      TopicDescription found = describe(topic);
      if (!Answers.uuid(found.topicId()).equals(topicId)) {
        return Optional.of("the topic has been replaced by another one");
      }
      if (found.partitions().size() < partitions) {
        Map<String, NewPartitions> more = Map.of(topic, NewPartitions.increaseTo(partitions));
        Answers.await(admin.createPartitions(more).all());
      }
      return Optional.empty();
    } catch (UnknownTopicOrPartitionException e) {
      return gone(topic, e);
    } catch (AuthenticationException e) { // what is wrong with it is not the topic's
      throw Answers.unavailable(e);
    } catch (InvalidPartitionsException e) {
      // Another replica may have been quicker than brokers tell of it; else it will be said again.
      throw Answers.unavailable(e);
    } catch (InvalidConfigurationException | PolicyViolationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  /**
   * What a broker does not know may be new to it, or the broker has lost its controller: only the
   * controller says that a topic is gone. What it is asked changes nothing.
   */
  private Optional<String> gone(String topic, UnknownTopicOrPartitionException unknown) {
    try {
      CreatePartitionsOptions question =
          new CreatePartitionsOptions().validateOnly(true).timeoutMs(4_000);
      Map<String, NewPartitions> any = Map.of(topic, NewPartitions.increaseTo(1));
      Answers.await(admin.createPartitions(any, question).all());
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.of("the topic is gone");
    } catch (ApiException e) {
      // It has its partitions, or nobody can tell.
    }
    throw Answers.unavailable(unknown);
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> ask =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(toMap(place -> place, place -> OffsetSpec.latest()));
    return Answers.await(admin.listOffsets(ask, new ListOffsetsOptions().timeoutMs(2_000)).all());
  }

  @Override
  public boolean truncate(String topic, UUID topicId, int partition, long before) {
    try {
      if (!Answers.uuid(describe(topic).topicId()).equals(topicId)) {
        return false;
      }
      TopicPartition place = new TopicPartition(topic, partition);
      Answers.await(admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(before))).all());
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    } catch (TopicAuthorizationException | PolicyViolationException e) {
      throw new StreamFaultException(new StreamFault.NotOwned(topic), e);
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  @Override
  public boolean canComeBack() {
    try {
      List<ConfigResource> brokers =
          Answers.await(admin.describeCluster().nodes()).stream()
              .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
              .toList();
      return Answers.await(admin.describeConfigs(brokers).all()).values().stream()
          .anyMatch(KafkaTopics::createsNamedTopics);
    } catch (ApiException e) {
      return true; // who may not look has to expect it
    }
  }

  private static boolean createsNamedTopics(Config broker) {
    ConfigEntry entry = broker.get("auto.create.topics.enable");
    return entry == null || !"false".equals(entry.value());
  }

  @Override
  public void delete(String topic, UUID topicId) {
    Uuid id = Answers.uuid(topicId);
    try {
      Answers.await(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(id))).all());
    } catch (UnknownTopicIdException | UnknownTopicOrPartitionException e) {
      // Gone already, which is what was wanted.
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }
}
