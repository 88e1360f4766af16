// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics that the brokers do not know. A broker may not have heard of a new topic yet, so a topic
 * counts as deleted only when that lasts. Thread-safe.
 */
final class LostTopics {
  /** Brokers learn of a topic within milliseconds; one that lags longer is about to be fenced. */
  static final Duration SURE = Duration.ofSeconds(2);

  /** So many are remembered; beyond that all are waited for anew. */
  private static final int MOST = 20_000;

  private static final Logger log = LoggerFactory.getLogger(LostTopics.class);

  private record Missed(long since, boolean told) {}

  private final Map<Uuid, Missed> missed = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  /** None at first; the clock is that of {@link System#nanoTime}. */
  LostTopics(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** To be called when a broker did not know a topic: whether it is gone for good. */
  boolean isLost(Uuid id, String name) {
    if (missed.size() >= MOST) {
      missed.clear();
    }
    Missed seen = missed.computeIfAbsent(id, _ -> new Missed(nanos.getAsLong(), false));
    if (nanos.getAsLong() - seen.since() < SURE.toNanos()) {
      return false;
    }
    if (!seen.told() && missed.replace(id, seen, new Missed(seen.since(), true))) {
      log.warn("Topic {} with id {} is gone: its stream cannot be read", name, id);
    }
    return true;
  }

  /** To be called when a broker did know it. */
  void found(Uuid id) {
    missed.remove(id);
  }
}
