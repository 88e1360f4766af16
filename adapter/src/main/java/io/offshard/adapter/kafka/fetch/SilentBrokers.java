// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brokers that do not answer. Only a few calls may wait for one of them: the rest would take the
 * room of those who read from the others. Thread-safe.
 */
final class SilentBrokers {
  /** How many may wait for a broker that is silent. */
  static final int MOST = 2;

  /** How long a call waits before it complains. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Forgotten when nobody has complained for so long: the broker may lead nothing any more. */
  static final Duration MEMORY = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(SilentBrokers.class);

  private final Map<Integer, Broker> brokers = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  /** All answer at first; the clock is that of {@link System#nanoTime}. */
  SilentBrokers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private static final class Broker {
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Long complaint;
  }

  /** How many brokers are silent now. */
  int count() {
    return (int) brokers.values().stream().filter(this::isSilent).count();
  }

  private boolean isSilent(Broker broker) {
    Long complaint = broker.complaint;
    return complaint != null && nanos.getAsLong() - complaint < MEMORY.toNanos();
  }

  /** A call that is at no broker yet. */
  Visit visit() {
    return new Visit();
  }

  /** The brokers that one call waits for, one after the other. For one thread. */
  final class Visit implements AutoCloseable {
    private @Nullable Broker at;
    private long since;

    private Visit() {}

    /** Goes to a broker: false when it is silent and enough others wait for it. */
    boolean to(Node node) {
      Broker next = brokers.computeIfAbsent(node.id(), _ -> new Broker());
      if (next != at) {
        close();
        next.waiting.incrementAndGet();
        at = next;
        since = nanos.getAsLong();
      }
      return mayStay();
    }

    private boolean mayStay() {
      return at == null || at.waiting.get() <= MOST || !isSilent(at);
    }

    /** Tells that this call still waits: false when that is for long, and enough others do. */
    boolean complain(Node node) {
      if (at != null && nanos.getAsLong() - since >= PATIENCE.toNanos()) {
        if (!isSilent(at)) {
          log.warn("Broker {} does not answer: no more than {} calls wait for it", node, MOST);
        }
        at.complaint = nanos.getAsLong();
      }
      return mayStay();
    }

    /** Tells that the broker has answered. */
    void praise() {
      if (at != null && at.complaint != null) {
        at.complaint = null;
      }
    }

    @Override
    public void close() {
      if (at != null) {
        at.waiting.decrementAndGet();
        at = null;
      }
    }
  }
}
