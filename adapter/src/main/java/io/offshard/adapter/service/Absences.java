// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.util.stream.Collectors.toSet;

import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adopted topics that are not to be seen: deleted, made anew, or kept from this principal. Only of
 * one that is gone for good, and has been away for long, is the stream given up. For one thread.
 */
final class Absences {
  /** One that is seen again sooner was not away: a broker lagged behind, or an ACL was missing. */
  static final Duration LONG = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

  private final LineageStore store;
  private final TopicList list;
  private final LongSupplier nanos;
  private final Supplier<UUID> ids;
  private final Map<UUID, Long> since = new HashMap<>();
  private final Remarks remarks = new Remarks("Topic {} is not to be seen, nor is its stream: {}");

  /** None at first; the clock is that of {@link System#nanoTime}. */
  Absences(LineageStore store, TopicList list, LongSupplier nanos, Supplier<UUID> ids) {
    this.store = store;
    this.list = list;
    this.nanos = nanos;
    this.ids = ids;
  }

  /**
   * Which topics are missing.
   *
   * @param image from before the topics were listed: what was adopted meanwhile is not missing
   */
  Set<UUID> in(Map<String, Listed> topics, Lineages image) {
    Set<UUID> missing =
        image.all().stream()
            .filter(Lineage::isNative)
            .filter(stream -> !(stream.state() instanceof Deleting)) // it is to go
            .filter(stream -> !isThere(stream, topics.get(stream.topic())))
            .map(Absences::id)
            .collect(toSet());
    remark(topics, image, missing);
    since.keySet().retainAll(missing);
    missing.forEach(id -> since.putIfAbsent(id, nanos.getAsLong()));
    return missing;
  }

  /** Both ends of an absence. */
  private void remark(Map<String, Listed> topics, Lineages image, Set<UUID> missing) {
    since.keySet().stream()
        .filter(id -> !missing.contains(id))
        .flatMap(id -> image.find(id).stream())
        .filter(stream -> isThere(stream, topics.get(stream.topic())))
        .forEach(stream -> log.info("Topic {} is to be seen again", stream.topic()));
    Map<String, String> reasons = new HashMap<>();
    missing.stream()
        .flatMap(id -> image.find(id).stream())
        .map(Lineage::topic)
        .forEach(topic -> reasons.put(topic, reason(topics.containsKey(topic))));
    remarks.are(reasons);
  }

  private static String reason(boolean nameTaken) {
    return nameTaken
        ? "it was deleted and made anew"
        : "it was deleted, or Offshard is not allowed to Describe it any more";
  }

  private static boolean isThere(Lineage stream, @Nullable Listed topic) {
    return topic != null && topic.id().equals(id(stream));
  }

  private static UUID id(Lineage adopted) {
    return adopted.topicId().orElseThrow();
  }

  /** Gives up the streams of those that do not exist any more. */
  void giveUp() {
    for (UUID id : List.copyOf(since.keySet())) {
      Lineage stream = store.confirmed().find(id).orElse(null);
      if (stream != null && isLong(id) && list.gone(stream.topic(), id)) {
        Loss loss = new Loss(stream.name(), id);
        if (store.append(new Declare(ids.get(), loss)) == Verdict.ACCEPTED) {
          log.warn("Topic {} is gone, and its stream with it", stream.topic());
        }
      }
    }
  }

  private boolean isLong(UUID id) {
    return nanos.getAsLong() - since.getOrDefault(id, nanos.getAsLong()) >= LONG.toNanos();
  }
}
