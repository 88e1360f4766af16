// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.StreamSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Kafka's topics in memory. More than 100 partitions are too many for it. */
public final class MemoryTopics implements Topics {
  static final int MOST_PARTITIONS = 100;

  private final Weather weather;
  private final Map<String, Topic> topics = new HashMap<>();
  private long ids;
  private int unready;

  /** A topic. */
  record Topic(UUID id, int partitions, boolean unused) {}

  /** Topics of a Kafka that always answers. */
  public MemoryTopics() {
    this(new Weather());
  }

  MemoryTopics(Weather weather) {
    this.weather = weather;
  }

  Map<String, Topic> all() {
    return topics;
  }

  /** A topic that is not one of ours. */
  Topic makeForeign(String name, int partitions, boolean unused) {
    Topic topic = new Topic(nextId(), partitions, unused);
    topics.put(name, topic);
    return topic;
  }

  /** New topics have no leaders for that many questions. */
  void leadersComeAfter(int questions) {
    unready = questions;
  }

  @Override
  public Creation create(String topic, int partitions, StreamSettings settings) {
    return weather.through(
        () -> {
          if (topics.containsKey(topic)) {
            return new Creation.NameTaken("there is one");
          }
          if (partitions > MOST_PARTITIONS) {
            return new Creation.Impossible("too many partitions");
          }
          topics.put(topic, new Topic(nextId(), partitions, true));
          return new Creation.Made(topics.get(topic).id());
        });
  }

  @Override
  public Optional<UUID> findUnused(String topic, int partitions) {
    return weather.through(
        () ->
            Optional.ofNullable(topics.get(topic))
                .filter(found -> found.unused() && found.partitions() == partitions)
                .map(Topic::id));
  }

  @Override
  public boolean writable(String topic, int partitions) {
    return weather.through(
        () -> {
          Topic found = topics.get(topic);
          return unready-- <= 0 && found != null && found.partitions() == partitions;
        });
  }

  @Override
  public void delete(String topic, UUID topicId) {
    weather.through(() -> topics.values().removeIf(found -> found.id().equals(topicId)));
  }

  private UUID nextId() {
    return new UUID(0, ++ids);
  }
}
