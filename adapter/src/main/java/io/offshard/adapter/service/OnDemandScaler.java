// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.LoadRates.Rate;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.StreamState.Active;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives streams in on-demand mode the shards that their load needs. All replicas say in their
 * heartbeats how much they write, and one of them judges. What it remembers of calm times ends with
 * it: the next one waits as long once more before it gives shards up.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html">Capacity
 *     modes</a>
 */
public final class OnDemandScaler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OnDemandScaler.class);
  private static final double MIB = 1 << 20;

  private final LineageStore store;
  private final Resharder resharder;
  private final OnDemandRules rules;
  private final Pause pause;
  private final ExecutorService background;
  private final LongSupplier nanos;
  private final LoadRates rates = new LoadRates();
  private final Map<UUID, Calm> calms = new HashMap<>();

  /** For how long a stream has needed at most so many shards. */
  private record Calm(long sinceNanos, int needed) {}

  /**
   * A scaler; {@link #start} begins.
   *
   * @param store from which nothing is hidden
   * @param pause waits between two looks; a test's does not
   * @param background runs it; closed with this
   * @param nanos the clock of {@link System#nanoTime}
   */
  public OnDemandScaler(
      LineageStore store,
      Resharder resharder,
      OnDemandRules rules,
      Pause pause,
      ExecutorService background,
      LongSupplier nanos) {
    this.store = store;
    this.resharder = resharder;
    this.rules = rules;
    this.pause = pause;
    this.background = background;
    this.nanos = nanos;
  }

  /** Looks from time to time. */
  public void start() {
    background.execute(pause.before(this::attempt, rules.look()));
  }

  private void attempt() {
    try {
      look();
    } catch (StreamFaultException e) {
      log.debug("Streams on demand could not be looked at: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("Looking at streams on demand failed; trying again", e);
    }
  }

  /**
   * One look.
   *
   * @throws StreamFaultException with {@link StreamFault.Unavailable}; it goes on with the next
   *     look
   */
  void look() {
    if (!store.isFirst()) {
      rates.forget();
      calms.clear();
      return;
    }
    long now = nanos.getAsLong();
    Map<UUID, Rate> since = rates.since(store.loads(), now);
    for (Lineage stream : store.confirmed().all()) {
      if (scalesItself(stream)) {
        UUID topicId = stream.topicId().orElseThrow();
        scale(stream, topicId, since.getOrDefault(topicId, Rate.NONE), now);
      }
    }
    calms.keySet().removeIf(topicId -> store.current().find(topicId).isEmpty());
  }

  private static boolean scalesItself(Lineage stream) {
    return !stream.isNative()
        && stream.settings().mode() == CapacityMode.ON_DEMAND
        && stream.state() instanceof Active;
  }

  private void scale(Lineage stream, UUID topicId, Rate rate, long now) {
    Integer warm = stream.settings().capacity().warmMiBps();
    int needed = rules.needed(rate, warm == null ? 0 : warm * MIB);
    int open = stream.shards().open().size();
    if (needed > open) {
      scale(stream, open, rules.grown(open, needed));
      calms.remove(topicId);
    } else if (2 * needed > open) {
      calms.remove(topicId);
    } else {
      Calm calm = calms.computeIfAbsent(topicId, _ -> new Calm(now, needed));
      calms.put(topicId, new Calm(calm.sinceNanos(), Math.max(needed, calm.needed())));
      if (now - calm.sinceNanos() >= rules.calm().toNanos()) {
        scale(stream, open, rules.shrunk(open, Math.max(needed, calm.needed())));
        calms.remove(topicId);
      }
    }
  }

  private void scale(Lineage stream, int open, int target) {
    if (target != open && resharder.scaleByItself(stream.name(), target)) {
      log.info("Stream {} on demand: {} shards become {}", stream.name(), open, target);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
