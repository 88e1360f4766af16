// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.mapping.lineage.TopicTraits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Topics of others, in memory. */
final class MemoryTopicList implements TopicList {
  static final Settings USUAL =
      new Settings(new TopicTraits(3_600_000, false, 1_048_588), 2, false);

  private record Topic(Layout layout, Settings settings, boolean visible, boolean readable) {}

  private final Map<String, Topic> topics = new HashMap<>();
  private final List<Collection<String>> settingsAsked = new ArrayList<>();
  private Runnable afterListing = () -> {};
  private boolean away;
  private int lists;

  /** A topic with three copies, in the place of any other of that name. */
  void put(String name, UUID id, int partitions) {
    topics.put(name, new Topic(new Layout(id, partitions, 3, true), USUAL, true, true));
  }

  void remove(String name) {
    topics.remove(name);
  }

  void set(String name, Settings settings) {
    topics.computeIfPresent(
        name, (_, t) -> new Topic(t.layout(), settings, t.visible(), t.readable()));
  }

  void lay(String name, Layout layout) {
    topics.computeIfPresent(
        name, (_, t) -> new Topic(layout, t.settings(), t.visible(), t.readable()));
  }

  /** Kafka shows it or not, and lets its settings be read or not. */
  void allow(String name, boolean visible, boolean readable) {
    topics.computeIfPresent(name, (_, t) -> new Topic(t.layout(), t.settings(), visible, readable));
  }

  void setAway(boolean isAway) {
    away = isAway;
  }

  /** Happens in the world when the topics have been listed, before the list is looked at. */
  void afterNextListing(Runnable happens) {
    afterListing = happens;
  }

  int lists() {
    return lists;
  }

  /** Whose settings were asked for, each time that any were. */
  List<Collection<String>> settingsAsked() {
    return settingsAsked;
  }

  @Override
  public List<Listed> list() {
    lists++;
    requireHere();
    List<Listed> listed =
        topics.entrySet().stream()
            .filter(entry -> entry.getValue().visible())
            .map(entry -> new Listed(entry.getKey(), entry.getValue().layout().id(), false))
            .toList();
    afterListing.run();
    afterListing = () -> {};
    return listed;
  }

  @Override
  public Map<String, Layout> layouts(Collection<String> names) {
    requireHere();
    return topics.entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()) && entry.getValue().visible())
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().layout()));
  }

  @Override
  public Map<String, Settings> settings(Collection<String> names) {
    requireHere();
    if (!names.isEmpty()) {
      settingsAsked.add(names);
    }
    return topics.entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()) && entry.getValue().readable())
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().settings()));
  }

  @Override
  public boolean gone(String name, UUID id) {
    return !away && topics.values().stream().noneMatch(topic -> topic.layout().id().equals(id));
  }

  private void requireHere() {
    if (away) {
      throw new StreamFaultException(new Unavailable("away"));
    }
  }
}
