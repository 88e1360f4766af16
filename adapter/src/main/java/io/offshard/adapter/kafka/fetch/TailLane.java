// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that fills all tails, over connections of its own. Thread-safe. */
final class TailLane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TailLane.class);
  private static final long IDLE_MILLIS = 30_000;

  /** After a failure that nobody foresaw, so that a lasting one does not fill the log. */
  private static final long PAUSE_NANOS = 100_000_000;

  private final Wire wire;
  private final KafkaClient client;
  private final Leaders leaders;
  private final Duration requestTimeout;
  private final TailBuffer buffer;
  private final Consumer<Tail> lost;
  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final List<TailConnection> connections = new ArrayList<>();
  private final Thread thread;
  private final LongAdder requests = new LongAdder();
  private int made;
  private volatile boolean closed;

  /**
   * Starts at once; connections are made when they are needed.
   *
   * @param requestTimeout after which a broker counts as gone
   * @param lost is told of tails that are not filled any more
   */
  TailLane(
      Wire wire, Leaders leaders, Duration requestTimeout, TailBuffer buffer, Consumer<Tail> lost) {
    this.wire = wire;
    this.client = wire.client();
    this.leaders = leaders;
    this.requestTimeout = requestTimeout;
    this.buffer = buffer;
    this.lost = lost;
    this.thread = Thread.ofPlatform().daemon().name("offshard-tail").start(this::run);
  }

  /** Fills a tail from now on, given the leader of its partition and the end of the log. */
  void join(Tail tail, Leader leader, long logEnd) {
    post(
        () -> {
          if (tail.isFollowed()) {
            if (tail.reaches(logEnd)) {
              tail.goOn(logEnd);
            } else {
              buffer.forget(tail);
              tail.begin(logEnd);
            }
            connection(leader).join(tail, leader);
          }
        });
  }

  /** Nobody follows it any more. */
  void leave(Tail tail) {
    post(
        () -> {
          connections.forEach(each -> each.session().leave(tail));
          buffer.forget(tail);
        });
  }

  private void post(Runnable letter) {
    inbox.add(letter);
    if (awake.compareAndSet(false, true)) {
      client.wakeup();
    }
  }

  private TailConnection connection(Leader leader) {
    return connections.stream()
        .filter(each -> each.hasRoomFor(leader))
        .findFirst()
        .orElseGet(() -> connect(leader));
  }

  private TailConnection connect(Leader leader) {
    TailConnection connection =
        new TailConnection(
            made++,
            leader.node(),
            new TailSession(leader.node().id(), buffer, lost),
            client,
            leaders,
            requestTimeout,
            requests::increment);
    connections.add(connection);
    return connection;
  }

  private void run() {
    while (!closed) {
      try {
        turn();
      } catch (RuntimeException | Error e) {
        log.error("Following Kafka: unexpected, all begin again", e);
        connections.forEach(each -> each.session().lose(_ -> true));
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    wire.close();
  }

  private void turn() {
    // Before the inbox is looked into: a letter that comes later must wake this thread.
    awake.set(false);
    for (Runnable letter = inbox.poll(); letter != null; letter = inbox.poll()) {
      letter.run();
    }
    connections.removeIf(TailConnection::isOver);
    long now = Time.SYSTEM.milliseconds();
    long wait = IDLE_MILLIS;
    for (TailConnection each : connections) {
      wait = Math.min(wait, each.serve(now));
    }
    var _ = client.poll(wait, now);
  }

  long requests() {
    return requests.sum();
  }

  @Override
  public void close() {
    closed = true;
    client.wakeup();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
