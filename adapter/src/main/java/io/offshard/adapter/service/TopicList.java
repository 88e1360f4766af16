// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.mapping.lineage.TopicTraits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What Kafka shows of its topics, whosever they are. Thread-safe; every method asks Kafka and may
 * take seconds, and throws {@link StreamFaultException} with {@link StreamFault.Unavailable} when
 * it does not answer.
 */
public interface TopicList {

  /** A topic that is there. */
  record Listed(String name, UUID id, boolean internal) {}

  /**
   * How a topic is spread over the brokers.
   *
   * @param copies of each partition, at least
   * @param led whether every partition has a leader
   */
  record Layout(UUID id, int partitions, int copies, boolean led) {}

  /**
   * The settings of a topic, as far as they matter.
   *
   * @param minInsync how many copies must have a record that is acknowledged
   * @param unclean whether a copy that lacks acknowledged records may become the leader
   */
  record Settings(TopicTraits traits, int minInsync, boolean unclean) {}

  /** All topics but those that Kafka does not let this principal see. */
  List<Listed> list();

  /** How those topics are spread, by name; those that are gone are missing. */
  Map<String, Layout> layouts(Collection<String> topics);

  /** The settings of those topics, by name; those that are gone, or not to be seen, are missing. */
  Map<String, Settings> settings(Collection<String> topics);

  /**
   * Whether Kafka knows of no topic with that id; false also when it does not answer, or does not
   * let this principal know.
   */
  boolean gone(String name, UUID id);
}
