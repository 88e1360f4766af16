// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.adapter.auth.Principal;
import java.util.Set;

/**
 * What Kafka's own ACLs let callers do. What it has said is remembered for some seconds.
 * Thread-safe; may ask Kafka.
 */
public interface TopicRights {
  /**
   * Whether Kafka lets a caller do all of that with a topic. One that is not there yet is denied to
   * nobody who may describe it.
   */
  boolean allow(Principal caller, String topic, Set<TopicRight> needed);

  /** Whether Kafka shows the caller such a topic. */
  boolean show(Principal caller, String topic);
}
