// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static java.util.Objects.requireNonNull;

import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.TopicList;
import io.offshard.mapping.lineage.TopicTraits;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka's admin client for its topics. Thread-safe; the caller owns what it is made of. */
public final class KafkaTopicList implements TopicList {
  /** An answer holds some 5 kB for each topic. */
  private static final int SETTINGS_AT_ONCE = 500;

  private final Admin admin;
  private final PartitionReader reader;

  /**
   * The list of a cluster.
   *
   * @param reader asks for topics by their ids: the admin client does not tell those that are gone
   *     from those that it must not see
   */
  public KafkaTopicList(KafkaCluster cluster, PartitionReader reader) {
    this.admin = cluster.admin();
    this.reader = reader;
  }

  @Override
  public List<Listed> list() {
    try {
      return Answers.await(admin.listTopics(new ListTopicsOptions().listInternal(true)).listings())
          .stream()
          .map(each -> new Listed(each.name(), Answers.uuid(each.topicId()), each.isInternal()))
          .toList();
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  @Override
  public Map<String, Layout> layouts(Collection<String> topics) {
    Map<String, Layout> layouts = new HashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (name, answer) -> visible(answer).ifPresent(found -> layouts.put(name, layout(found))));
    return layouts;
  }

  private static Layout layout(TopicDescription found) {
    List<TopicPartitionInfo> partitions = found.partitions();
    return new Layout(
        Answers.uuid(found.topicId()),
        partitions.size(),
        partitions.stream().mapToInt(each -> each.replicas().size()).min().orElse(0),
        partitions.stream().allMatch(each -> each.leader() != null && !each.leader().isEmpty()));
  }

  @Override
  public Map<String, Settings> settings(Collection<String> topics) {
    Map<String, Settings> settings = new HashMap<>();
    List<ConfigResource> all =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    for (int from = 0; from < all.size(); from += SETTINGS_AT_ONCE) {
      admin
          .describeConfigs(all.subList(from, Math.min(from + SETTINGS_AT_ONCE, all.size())))
          .values()
          .forEach(
              (topic, answer) ->
                  visible(answer).ifPresent(found -> settings.put(topic.name(), settings(found))));
    }
    return settings;
  }

  private static Settings settings(Config found) {
    return new Settings(
        new TopicTraits(
            Long.parseLong(value(found, "retention.ms")),
            !value(found, "cleanup.policy").contains("delete"),
            Integer.parseInt(value(found, "max.message.bytes"))),
        Integer.parseInt(value(found, "min.insync.replicas")),
        Boolean.parseBoolean(value(found, "unclean.leader.election.enable")));
  }

  private static String value(Config found, String name) {
    return requireNonNull(requireNonNull(found.get(name), name).value(), name);
  }

  /** Empty for a topic that is not there, or not for us. */
  private static <T> Optional<T> visible(KafkaFuture<T> answer) {
    try {
      return Optional.of(Answers.await(answer));
    } catch (UnknownTopicOrPartitionException | TopicAuthorizationException e) {
      return Optional.empty();
    } catch (ApiException e) {
      throw Answers.unavailable(e);
    }
  }

  @Override
  public boolean gone(String name, UUID id) {
    try {
      var _ = reader.read(new Place(name, id, 0, 0), 0, 1, 1);
      return false;
    } catch (StreamFaultException e) {
      return e.fault() instanceof StreamGone;
    }
  }
}
