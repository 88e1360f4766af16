// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.commits;

import java.util.List;

/** The offsets of Kafka's consumer groups. Thread-safe. */
@FunctionalInterface
public interface GroupOffsets {
  /**
   * Writes what a group has committed; blocks for Kafka.
   *
   * @param commits all of that group, one for each partition at most
   * @throws io.offshard.adapter.service.StreamFaultException with {@link
   *     io.offshard.adapter.service.StreamFault.Unavailable} when not all of it was written
   */
  void write(String group, List<Commit> commits);
}
