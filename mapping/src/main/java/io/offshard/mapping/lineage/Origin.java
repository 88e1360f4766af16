// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whose a stream's topic is. */
public sealed interface Origin {

  /**
   * It was made for the stream, through an API: number of partitions and settings are decided here.
   */
  record Managed() implements Origin {}

  /**
   * It was there before, and its owner goes on using it with any Kafka client: number of partitions
   * and settings are as the owner has them.
   *
   * @param traits as last seen
   * @param former topics that had the name before, newest first and only some: none of them comes
   *     back, whatever a broker says that lags behind
   */
  record Native(TopicTraits traits, List<UUID> former) implements Origin {
    private static final int REMEMBERED = 8;

    public Native {
      former = List.copyOf(former);
    }

    /** What stands in its place when the topic was deleted and made anew. */
    static Native after(UUID last, List<UUID> former, TopicTraits traits) {
      List<UUID> all = new ArrayList<>(former);
      all.addFirst(last);
      return new Native(traits, all.subList(0, Math.min(REMEMBERED, all.size())));
    }
  }
}
