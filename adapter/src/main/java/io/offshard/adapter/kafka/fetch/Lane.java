// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with one connection to each broker, on each of which one request at a time is under way.
 * Thread-safe.
 */
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long IDLE_MILLIS = 30_000;

  /** How often requests that take too long are looked for. */
  private static final long BUSY_MILLIS = 100;

  /** After a failure that nobody foresaw, so that a lasting one does not fill the log. */
  private static final long PAUSE_NANOS = 100_000_000;

  private record Letter(@Nullable Node to, Ask<?> ask) {}

  private record Desk(Node broker, AskQueue queue) {}

  private final Wire wire;
  private final KafkaClient client;
  private final Queue<Letter> inbox = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Desk> desks = new HashMap<>();
  private final AskQueue topics = new AskQueue();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closed;

  /** Starts at once; connections are made when they are needed. */
  Lane(String name, Wire wire) {
    this.wire = wire;
    this.client = wire.client();
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** How many wait for an answer. */
  int pending() {
    return pending.get();
  }

  /** Asks a broker. */
  void ask(Node broker, Ask<?> ask) {
    post(new Letter(broker, ask));
  }

  /** Asks whichever broker is at hand. */
  void askAny(Ask.Topic ask) {
    post(new Letter(null, ask));
  }

  private void post(Letter letter) {
    pending.incrementAndGet();
    var _ = letter.ask().answer().whenComplete((_, _) -> pending.decrementAndGet());
    inbox.add(letter);
    if (closed) {
      letter.ask().fail(stopped());
    } else if (awake.compareAndSet(false, true)) {
      client.wakeup();
    }
  }

  /** Not worth another attempt, so not a retriable exception. */
  static KafkaException stopped() {
    return new KafkaException("the server is stopping");
  }

  private void run() {
    while (!closed) {
      try {
        turn();
      } catch (RuntimeException | Error e) {
        LOG.error("Fetching from Kafka: unexpected, reads that wait fail", e);
        sort();
        failAll(new KafkaException("unexpected", e));
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    sort();
    failAll(stopped());
    wire.close();
  }

  private void turn() {
    // Before the inbox is looked into: a letter that comes later must wake this thread.
    awake.set(false);
    sort();
    long now = Time.SYSTEM.milliseconds();
    long wait = Math.min(IDLE_MILLIS, serveTopics(now));
    for (Desk desk : desks.values()) {
      wait = Math.min(wait, serve(desk, now));
    }
    var _ = client.poll(wait, now);
  }

  private void sort() {
    for (Letter letter = inbox.poll(); letter != null; letter = inbox.poll()) {
      Node to = letter.to();
      if (to == null) {
        topics.add(letter.ask());
      } else {
        Desk desk = desks.get(to.id());
        if (desk == null || !desk.broker().equals(to)) {
          // A broker that came back elsewhere; who asked for it before asks again.
          desk = new Desk(to, desk == null ? new AskQueue() : desk.queue());
          desks.put(to.id(), desk);
        }
        desk.queue().add(letter.ask());
      }
    }
  }

  /** Sends what can be sent now, and tells when to look again. */
  private long serve(Desk desk, long now) {
    if (desk.queue().isEmpty()) {
      return busy(desk.broker());
    }
    if (!client.ready(desk.broker(), now)) {
      return delay(desk, now);
    }
    Round round = desk.queue().next();
    if (round != null) {
      wire.send(desk.broker(), round, now);
    }
    return BUSY_MILLIS;
  }

  /** Connecting, or a request is under way, or the broker wants no more of them for a while. */
  private long delay(Desk desk, long now) {
    if (client.connectionFailed(desk.broker())) {
      AuthenticationException refused = client.authenticationException(desk.broker());
      desk.queue()
          .failAll(
              refused == null
                  ? new DisconnectException("no connection to broker " + desk.broker())
                  : refused);
    }
    return Math.min(BUSY_MILLIS, Math.max(1, client.pollDelayMs(desk.broker(), now)));
  }

  private long busy(Node broker) {
    return client.hasInFlightRequests(broker.idString()) ? BUSY_MILLIS : IDLE_MILLIS;
  }

  private long serveTopics(long now) {
    if (wire.isAskingForTopics()) {
      return BUSY_MILLIS;
    }
    if (topics.isEmpty()) {
      return IDLE_MILLIS;
    }
    Node broker = client.leastLoadedNode(now).node();
    if (broker == null) {
      AuthenticationException refused = wire.refusal();
      if (refused != null) {
        topics.failAll(refused);
      }
    } else if (client.ready(broker, now)) {
      Round round = topics.next();
      if (round != null) {
        wire.sendTopics(broker, round, now);
      }
    }
    return BUSY_MILLIS;
  }

  private void failAll(RuntimeException problem) {
    topics.failAll(problem);
    desks.values().forEach(desk -> desk.queue().failAll(problem));
  }

  /** Fails what is under way. */
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
