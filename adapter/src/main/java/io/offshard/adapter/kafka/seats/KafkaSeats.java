// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.kafka.Answers;
import io.offshard.adapter.kafka.InternalTopic;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.LogAppender;
import io.offshard.adapter.kafka.LogFollower;
import io.offshard.adapter.kafka.Replication;
import io.offshard.adapter.service.subscriptions.Seats;
import io.offshard.mapping.subscription.ClaimRecord;
import io.offshard.mapping.subscription.ClaimRecord.Claim;
import io.offshard.mapping.subscription.ClaimRecord.Release;
import io.offshard.mapping.subscription.SubscriptionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Seats that all replicas agree on: a claim is appended to a topic and read back, and where it
 * stands there decides. Topic and clients are made when the first seat is asked for, as many
 * deployments never push. Thread-safe.
 */
public final class KafkaSeats implements Seats, AutoCloseable {
  /** For the claim and its way back: SDKs give up after ten seconds. */
  private static final Duration DECISION = Duration.ofSeconds(5);

  private static final Duration REQUEST = Duration.ofSeconds(2);
  private static final long BUFFER_BYTES = 4L << 20;

  private final KafkaClients clients;
  private final KafkaCluster cluster;
  private final String topic;
  private final Replication replication;
  private final long takeoverMillis;
  private final ClaimBoard board = new ClaimBoard(System::nanoTime);
  private final ReentrantLock starting = new ReentrantLock();
  private volatile @Nullable Log open;
  private boolean closed;

  /** The two ends of the log. */
  private record Log(LogAppender writer, LogFollower reader, long caughtUp) {}

  /**
   * Asks nothing of Kafka yet.
   *
   * @param takeover how old a claim must be to be taken over from
   */
  public KafkaSeats(
      KafkaClients clients,
      KafkaCluster cluster,
      String topic,
      Replication replication,
      Duration takeover) {
    this.clients = clients;
    this.cluster = cluster;
    this.topic = topic;
    this.replication = replication;
    this.takeoverMillis = takeover.toMillis();
  }

  @Override
  public Optional<Seat> take(SubscriptionKey what) {
    String key = what.toString();
    try {
      Log log = log();
      if (!log.reader().await(log.caughtUp(), System.nanoTime() + DECISION.toNanos())) {
        throw new TimeoutException("the topic " + topic + " has not been read in time");
      }
      return board.surelyTaken(key, takeoverMillis) ? Optional.empty() : claim(key, log);
    } catch (TimeoutException | KafkaException e) {
      throw Answers.unavailable(e);
    } catch (ExecutionException e) {
      throw Answers.unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Answers.unavailable(e);
    }
  }

  private Optional<Seat> claim(String key, Log log)
      throws ExecutionException, InterruptedException, TimeoutException {
    UUID nonce = UUID.randomUUID();
    Pending pending = new Pending(new KafkaSeat(key, nonce, seat -> release(seat, log)));
    board.expect(nonce, pending);
    var _ =
        append(log, key, new Claim(nonce, takeoverMillis))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    pending.outcome().completeExceptionally(failure);
                  }
                });
    try {
      return pending.outcome().get(DECISION.toMillis(), TimeUnit.MILLISECONDS).map(seat -> seat);
    } finally {
      pending.outcome().cancel(false);
      board.forget(nonce);
    }
  }

  private void release(KafkaSeat seat, Log log) {
    board.release(seat);
    var _ = append(log, seat.key(), new Release(seat.nonce()));
  }

  private static CompletableFuture<Long> append(Log log, String key, ClaimRecord content) {
    return log.writer().append(key.getBytes(UTF_8), content.toString().getBytes(UTF_8));
  }

  private Log log() throws ExecutionException, InterruptedException {
    Log known = open;
    if (known != null) {
      return known;
    }
    starting.lock();
    try {
      if (closed) {
        throw new KafkaException("the server is stopping");
      }
      known = open;
      if (known == null) {
        InternalTopic wanted = ClaimTopic.named(topic);
        var _ = wanted.create(cluster.admin(), replication);
        long end = wanted.awaitEnd(cluster, DECISION);
        known =
            new Log(
                new LogAppender(
                    clients, "offshard-claim-writer", topic, REQUEST, DECISION, BUFFER_BYTES),
                new LogFollower(clients, "offshard-claim-reader", topic, new ClaimLog(board, end)),
                end);
        open = known;
      }
      return known;
    } finally {
      starting.unlock();
    }
  }

  /** To be called when the last subscription has ended; what they gave back is still written. */
  @Override
  public void close() {
    starting.lock();
    try {
      closed = true;
      Log log = open;
      if (log != null) {
        log.writer().close();
        log.reader().close();
      }
    } finally {
      starting.unlock();
    }
  }
}
