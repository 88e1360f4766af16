// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Kafka's topics in memory. More than 100 partitions are too many for it. */
public final class MemoryTopics implements Topics {
  static final int MOST_PARTITIONS = 100;

  private final Weather weather;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<String, List<Long>> ends = new HashMap<>();
  private long ids;
  private int unready;
  private int unseen;
  private boolean comeBack;
  private int mostPartitions = MOST_PARTITIONS;
  private int longestHours = Integer.MAX_VALUE;
  private Runnable before = () -> {};

  /** A topic; its settings are what they were last altered to. */
  record Topic(UUID id, int partitions, boolean unused, int retentionHours, int maxRecordKiB) {

    Topic altered(Alteration alteration) {
      return switch (alteration) {
        case RaiseRetention raise -> kept(raise.hours());
        case LowerRetention lower -> kept(lower.hours());
        case LimitRecords limit ->
            new Topic(id, partitions, unused, retentionHours, limit.maxRecordKiB());
        case Encrypt encrypt -> this;
        case Decrypt decrypt -> this;
        case AddMetrics add -> this;
        case RemoveMetrics remove -> this;
        case SwitchMode to -> this;
        case Warm warm -> this;
      };
    }

    Topic of(int count) {
      return new Topic(id, count, unused, retentionHours, maxRecordKiB);
    }

    private Topic kept(int hours) {
      return new Topic(id, partitions, unused, hours, maxRecordKiB);
    }
  }

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
    Topic topic = new Topic(nextId(), partitions, unused, 0, 0);
    topics.put(name, topic);
    return topic;
  }

  /** New topics have no leaders for that many questions. */
  void leadersComeAfter(int questions) {
    unready = questions;
  }

  /** Topics are not seen for that many looks, though they are there. */
  void seenAfter(int looks) {
    unseen = looks;
  }

  /** Happens in the world just before the next topic is made. */
  void beforeNextCreation(Runnable happens) {
    before = happens;
  }

  @Override
  public Creation create(String topic, int partitions, StreamSettings settings) {
    Runnable first = before;
    before = () -> {};
    first.run();
    return weather.through(
        () -> {
          Optional<Creation.Refused> objection = objection(topic, partitions);
          if (objection.isPresent()) {
            return objection.get();
          }
          topics.put(topic, new Topic(nextId(), partitions, true, settings.retentionHours(), 0));
          return new Creation.Made(topics.get(topic).id());
        });
  }

  @Override
  public Optional<Creation.Refused> objection(
      String topic, int partitions, StreamSettings settings) {
    return weather.through(() -> objection(topic, partitions));
  }

  private Optional<Creation.Refused> objection(String topic, int partitions) {
    if (topics.containsKey(topic)) {
      return Optional.of(new Creation.Exists("there is one"));
    }
    if (partitions > MOST_PARTITIONS) {
      return Optional.of(new Creation.Impossible("too many partitions"));
    }
    return Optional.empty();
  }

  @Override
  public Sighting look(String topic, int partitions, StreamSettings settings) {
    return weather.through(
        () -> {
          Topic found = topics.get(topic);
          if (found == null || unseen-- > 0) {
            return new Sighting.NotSeen();
          }
          return found.unused() && found.partitions() == partitions
              ? new Sighting.Unused(found.id())
              : new Sighting.InUse();
        });
  }

  @Override
  public boolean writable(String topic, int partitions) {
    return weather.through(
        () -> {
          Topic found = topics.get(topic);
          return unready-- <= 0 && found != null && found.partitions() == partitions;
        });
  }

  /** Somebody adds partitions or records: where each partition ends. */
  void endAt(String topic, List<Long> byPartition) {
    ends.put(topic, byPartition);
  }

  @Override
  public Optional<String> widen(String topic, UUID topicId, int partitions) {
    return weather.through(
        () -> {
          Topic found = topics.get(topic);
          if (found == null || !found.id().equals(topicId)) {
            return Optional.of("it is gone");
          }
          if (partitions > mostPartitions) {
            return Optional.of("too many partitions");
          }
          topics.put(topic, found.of(Math.max(partitions, found.partitions())));
          return Optional.empty();
        });
  }

  @Override
  public Ends ends(String topic, UUID topicId, int partitions) {
    return weather.through(
        () -> {
          Topic found = topics.get(topic);
          if (found == null || !found.id().equals(topicId)) {
            return new Ends.Gone();
          }
          List<Long> known = ends.getOrDefault(topic, Collections.nCopies(found.partitions(), 0L));
          return unready-- <= 0 && known.size() >= partitions
              ? new Ends.Known(known.subList(0, partitions))
              : new Ends.NotYet();
        });
  }

  @Override
  public boolean truncate(String topic, UUID topicId, int partition, long before) {
    return weather.through(
        () -> topics.containsKey(topic) && topics.get(topic).id().equals(topicId));
  }

  /** From now on a topic comes back when it is named. */
  void makeThemComeBack() {
    comeBack = true;
  }

  @Override
  public boolean canComeBack() {
    return weather.through(() -> comeBack);
  }

  @Override
  public Optional<String> alter(String topic, UUID topicId, Alteration alteration) {
    return weather.through(
        () -> {
          Optional<String> refusal = refusal(topic, topicId, alteration);
          if (refusal.isEmpty()) {
            topics.computeIfPresent(topic, (_, found) -> found.altered(alteration));
          }
          return refusal;
        });
  }

  @Override
  public Optional<String> objection(String topic, UUID topicId, Alteration alteration) {
    return weather.through(() -> refusal(topic, topicId, alteration));
  }

  private Optional<String> refusal(String topic, UUID topicId, Alteration alteration) {
    Topic found = topics.get(topic);
    if (found == null || !found.id().equals(topicId)) {
      return Optional.of("it is gone");
    }
    return found.altered(alteration).retentionHours() > longestHours
        ? Optional.of("a policy forbids it")
        : Optional.empty();
  }

  /** From now on no topic gets more partitions. */
  void allowPartitions(int most) {
    mostPartitions = most;
  }

  /** From now on no topic may keep its records for longer. */
  public void allowAtMost(int retentionHours) {
    longestHours = retentionHours;
  }

  @Override
  public void delete(String topic, UUID topicId) {
    weather.through(() -> topics.values().removeIf(found -> found.id().equals(topicId)));
  }

  private UUID nextId() {
    return new UUID(0, ++ids);
  }
}
