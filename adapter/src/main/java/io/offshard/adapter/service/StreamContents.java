// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.NotOwned;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.mapping.lineage.Lineage;
import java.util.List;
import java.util.UUID;

/** How far the partitions of a stream are written, and the dropping of what is in them. */
public final class StreamContents {
  private final Topics topics;
  private final StreamLifecycle lifecycle;

  /** The contents of topics; the lifecycle says whose may be touched. */
  public StreamContents(Topics topics, StreamLifecycle lifecycle) {
    this.topics = topics;
    this.lifecycle = lifecycle;
  }

  /**
   * The offset behind the last record of each partition.
   *
   * @throws StreamFaultException with {@link StreamGone}, or {@link Unavailable}
   */
  public List<Long> ends(Lineage stream) {
    UUID id = stream.topicId().orElseThrow();
    return switch (topics.ends(stream.topic(), id, EndlessShards.count(stream))) {
      case Topics.Ends.Known(List<Long> byPartition) -> byPartition;
      case Topics.Ends.NotYet notYet ->
          throw new StreamFaultException(
              new Unavailable("not all partitions of " + stream.topic() + " are led"));
      case Topics.Ends.Gone gone -> throw new StreamFaultException(new StreamGone(id, 0));
    };
  }

  /**
   * Drops the records of a partition that come before an offset.
   *
   * @throws StreamFaultException with {@link NotOwned}, {@link StreamGone} or {@link Unavailable}
   */
  public void drop(Lineage stream, int partition, long before) {
    lifecycle.requireAlterable(stream);
    UUID id = stream.topicId().orElseThrow();
    if (!topics.truncate(stream.topic(), id, partition, before)) {
      throw new StreamFaultException(new StreamGone(id, partition));
    }
  }
}
