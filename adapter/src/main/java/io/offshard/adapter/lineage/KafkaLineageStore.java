// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.LogEnd;
import io.offshard.adapter.service.Frontier;
import io.offshard.adapter.service.LineageStore;
import io.offshard.adapter.service.LoadMeter;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.LogRecord.Ping;
import io.offshard.mapping.lineage.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to the lineage topic and learns their fate from the {@link LineageReader}, which
 * applies the topic in order: an event is decided by where it stands in the log, not by the
 * acknowledgement of its write.
 */
public final class KafkaLineageStore implements LineageStore, AutoCloseable {
  /** For the write and the decision together: SDKs give up after ten seconds and ask again. */
  private static final Duration DECISION = Duration.ofSeconds(9);

  private static final Duration CATCH_UP = Duration.ofSeconds(5);

  /** A lease that has run out is back at once when Kafka is; a caller may as well ask again. */
  private static final Duration RENEWAL = Duration.ofSeconds(1);

  private static final Duration KEEP_SHORT_EVERY = Duration.ofSeconds(10);

  /** Each holds the records that it wants to write. */
  private static final int MOST_WAITING = 256;

  private final String topic;
  private final PartitionReader log;
  private final Duration keepShortEvery;
  private final Members members = new Members(System::nanoTime);
  private final Lease lease =
      new Lease(UUID.randomUUID(), System::nanoTime, System::currentTimeMillis);
  private final LineageLog content = new LineageLog(members, lease, this::beat);
  private final LineageWriter writer;
  private final LineageReader reader;
  private final Pulse pulse;
  private final LogKeeper keeper;
  private final LogEnd end;
  private final LogEnd barrier;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private volatile @Nullable Place place;

  /** Whether the brokers did not know the topic's id when they were last asked. */
  private volatile boolean gone;

  /**
   * A store on that topic; {@link #start} reads it.
   *
   * @param log tells where the topic ends; the caller owns it
   * @param frontier how far this replica has got, for those who close shards
   * @param load how much this replica writes, for the one who scales streams on demand
   */
  public KafkaLineageStore(
      KafkaClients clients, PartitionReader log, String topic, Frontier frontier, LoadMeter load) {
    this(clients, log, topic, frontier, load, KEEP_SHORT_EVERY);
  }

  KafkaLineageStore(
      KafkaClients clients,
      PartitionReader log,
      String topic,
      Frontier frontier,
      LoadMeter load,
      Duration keepShortEvery) {
    this.topic = topic;
    this.log = log;
    this.keepShortEvery = keepShortEvery;
    this.writer = new LineageWriter(clients, topic);
    this.reader = new LineageReader(clients, topic, content, () -> gone);
    this.pulse = new Pulse(lease, reader, writer, frontier, load);
    this.keeper = new LogKeeper(members, lease, content, reader, writer);
    this.barrier = new LogEnd(pulse::beat);
    this.end =
        new LogEnd(() -> CompletableFuture.supplyAsync(this::askEnd, Thread::startVirtualThread));
  }

  private void beat() {
    CompletableFuture<Long> _ = pulse.beat();
  }

  /** A read where nothing is expected tells the end as well, in one request. */
  private long askEnd() {
    Place here = Objects.requireNonNull(place, "not started");
    try {
      long asked = log.read(here, reader.view().next(), 1, 1).end();
      gone = false;
      return asked;
    } catch (StreamFaultException e) {
      if (e.fault() instanceof StreamGone) {
        gone = true;
        throw unavailable(new TimeoutException(LineageReader.GONE));
      }
      throw e;
    }
  }

  /** All else goes by the topic's name, and would not notice another one. */
  private void lookForTopic() {
    CompletableFuture<Long> _ = end.ask();
  }

  /**
   * Reads the log until the first heartbeat of this replica comes back: then it has all that there
   * was before.
   *
   * @param topicId of the topic, which exists
   * @throws StreamFaultException with {@link Unavailable} when that takes longer
   */
  public void start(UUID topicId, Duration within) {
    place = new Place(topic, topicId, 0, 0);
    reader.start();
    long deadline = System.nanoTime() + within.toNanos();
    try {
      CompletableFuture<Long> _ = pulse.beat();
      for (int tries = 1; !lease.await(Duration.ofMillis(100)); tries++) {
        if (reader.ended() || System.nanoTime() > deadline) {
          throw unavailable(new TimeoutException(String.valueOf(problem())));
        }
        if (tries % 20 == 0) {
          CompletableFuture<Long> _ = pulse.beat();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
    // The first one said that nothing had been read: nobody shall wait for that.
    CompletableFuture<Long> _ = pulse.beat();
    pulse.start(this::lookForTopic);
    keeper.start(keepShortEvery);
  }

  @Override
  public Lineages current() {
    return reader.view().image();
  }

  @Override
  public Lineages confirmed() {
    if (!lease.isHeld()) {
      awaitLease();
    }
    return current(); // not before the lease was looked at
  }

  private void awaitLease() {
    if (!room.tryAcquire()) {
      throw new StreamFaultException(new Overloaded());
    }
    try {
      if (!lease.await(RENEWAL)) {
        throw unavailable(new TimeoutException("no heartbeat has come back for too long"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } finally {
      room.release();
    }
  }

  @Override
  public Lineages settled() {
    return imageAt(barrier, 1);
  }

  @Override
  public Lineages latest() {
    return imageAt(end, 0);
  }

  /** The image with the log up to an offset that is still to be asked for. */
  private Lineages imageAt(LogEnd question, int beyond) {
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    try {
      long asked = question.ask().get(CATCH_UP.toMillis(), TimeUnit.MILLISECONDS) + beyond;
      if (reader.await(asked, deadline)) {
        return current();
      }
      throw unavailable(new TimeoutException(notRead(asked)));
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private String notRead(long offset) {
    String problem = reader.problem();
    return problem == null ? "not read up to offset " + offset + " in time" : problem;
  }

  @Override
  public boolean await(Predicate<Lineages> wanted, Duration time) {
    try {
      return reader.await(wanted, System.nanoTime() + time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public long ping() {
    try {
      requireReader();
      return writer
          .append(LineageCodec.pingKey(UUID.randomUUID()), new Ping())
          .get(CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  @Override
  public Map<Integer, Long> reached(long closure) {
    return members.reached(closure);
  }

  @Override
  public Map<UUID, List<Load>> loads() {
    return members.loads();
  }

  @Override
  public boolean isFirst() {
    return lease.isHeld() && members.isFirst(lease.replica());
  }

  @Override
  public boolean drained(long offset) {
    return members.havePassed(offset + 1);
  }

  @Override
  public Verdict append(LineageEvent event) {
    String key = LineageCodec.key(event, UUID.randomUUID());
    CompletableFuture<Verdict> decision = reader.expect(key);
    long deadline = System.nanoTime() + DECISION.toNanos();
    try {
      requireReaders(event);
      writer.append(key, event).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return decision.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } finally {
      reader.forget(key);
    }
  }

  /** Without the own one nobody would ever learn what became of the event. */
  private void requireReaders(LineageEvent event) throws TimeoutException {
    requireReader();
    if (LineageCodec.level(event) > members.level(LineageCodec.LEVEL)) {
      throw new TimeoutException("a replica of an older version could not read this: upgrade it");
    }
  }

  private void requireReader() throws TimeoutException {
    if (reader.ended()) {
      throw new TimeoutException(reader.problem());
    }
    if (gone) {
      throw new TimeoutException(LineageReader.GONE);
    }
  }

  /** One round of what otherwise happens from time to time. */
  void keepShort() {
    keeper.keep();
  }

  /** How many records of the log nobody could have written; they were stepped over. */
  public long malformed() {
    return content.malformed();
  }

  /** How many keys wait for being cleared. */
  int superseded() {
    return content.superseded().size();
  }

  /** How many replicas there are, this one included. */
  public long replicas() {
    return members.count();
  }

  /** How many events a replica that starts now reads beyond the newest snapshot. */
  public long eventsSinceSnapshot() {
    return reader.view().events();
  }

  /**
   * How long ago, in seconds, the newest heartbeat was sent that has come back through the log; not
   * a number before the first one.
   */
  public double heartbeatAge() {
    OptionalLong age = lease.ageNanos();
    return age.isPresent() ? age.getAsLong() / 1e9 : Double.NaN;
  }

  /** Null while the image is up to date, else what keeps it from being so. */
  public @Nullable String problem() {
    String problem = reader.problem();
    if (problem != null || lease.isHeld()) {
      return problem;
    }
    return "no heartbeat of this replica has come back for " + Members.LEASE.toSeconds() + " s";
  }

  private StreamFaultException unavailable(Throwable cause) {
    return cause instanceof StreamFaultException fault
        ? fault
        : new StreamFaultException(
            new Unavailable("lineage topic " + topic + ": " + why(cause)), cause);
  }

  /** That the time was over is in the words of those who waited. */
  private static @Nullable String why(Throwable cause) {
    return cause instanceof TimeoutException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }

  /** To be called when the last answer has been given. */
  @Override
  public void close() {
    keeper.close();
    pulse.close();
    writer.close();
    reader.close();
  }
}
