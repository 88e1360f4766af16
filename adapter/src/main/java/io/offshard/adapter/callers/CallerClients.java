// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionWriter;
import java.util.Set;

/** What one caller uses Kafka with; what it does not use is not made. Thread-safe. */
interface CallerClients extends AutoCloseable {
  PartitionReader reader();

  PartitionWriter writer();

  /** Whether Kafka lets the caller do all of that, as far as it has said some seconds ago. */
  boolean allow(String topic, Set<TopicRight> needed);

  /** Whether Kafka shows the topic to the caller, as far as it has said some seconds ago. */
  boolean show(String topic);

  /** Makes the next one who wants to know ask Kafka. */
  void forget(String topic);

  /** Waits some seconds for what is under way. */
  @Override
  void close();
}
