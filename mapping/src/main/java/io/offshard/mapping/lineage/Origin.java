// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whose a stream's topic is. */
public sealed interface Origin {

  /**
   * It was made for the stream, through an API: number of partitions and settings are decided here.
   *
   * @param scaled when it was asked for another number of shards in the last 24 hours, oldest first
   */
  record Managed(List<Instant> scaled) implements Origin {
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int MOST = 100;

    public Managed {
      scaled = List.copyOf(scaled);
    }

    /** Of a new stream. */
    public static Managed fresh() {
      return new Managed(List.of());
    }

    /** How often that was in the 24 hours before. */
    public int scaledBefore(Instant now) {
      return (int) scaled.stream().filter(at -> at.plus(REMEMBERED).isAfter(now)).count();
    }

    Managed scaledAt(Instant at) {
      List<Instant> all = new ArrayList<>(scaled);
      all.removeIf(before -> !before.plus(REMEMBERED).isAfter(at));
      all.add(at);
      return new Managed(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
  }

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
