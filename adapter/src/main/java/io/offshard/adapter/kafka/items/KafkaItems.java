// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.items;

import io.offshard.adapter.kafka.InternalTopic;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.Replication;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.items.Decision;
import io.offshard.adapter.service.items.Items;
import io.offshard.adapter.service.items.Outcome;
import io.offshard.mapping.items.ItemCodec;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.ItemLogKey.Dropped;
import io.offshard.mapping.items.ItemState;
import io.offshard.mapping.items.StoredItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Items that all replicas agree on: a write is proposed in a topic and read back, and where it
 * stands there decides. Topic, clients and thread are made when they are first needed, as many
 * deployments have no items: until the topic is there, reads only ask whether it is. Thread-safe.
 */
public final class KafkaItems implements Items, AutoCloseable {
  /** For a whole call: clients give up after ten seconds or more. */
  private static final Duration CALL = Duration.ofSeconds(9);

  /** Each may hold an item of the largest size, once as it is and once as bytes. */
  private static final int MOST_WAITING = 256;

  /** Writes to the same item by this replica go one after the other: they could not both win. */
  private static final int STRIPES = 256;

  /** So many keys at once are cleared by who has dropped a table; the rest is for others. */
  private static final int CLEARED_WITH_TABLE = 1_000;

  private final KafkaClients clients;
  private final KafkaCluster cluster;
  private final PartitionReader reader;
  private final InternalTopic topic;
  private final Replication replication;
  private final long mostBytes;
  private final ItemLog content = new ItemLog();
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final List<ReentrantLock> turns =
      Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toList();
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable OpenLog open;
  private boolean closed;

  /**
   * Asks nothing of Kafka yet.
   *
   * @param reader tells where the topic ends; the caller owns it
   * @param mostBytes of memory that all items may take
   */
  public KafkaItems(
      KafkaClients clients,
      KafkaCluster cluster,
      PartitionReader reader,
      String topic,
      Replication replication,
      long mostBytes) {
    this.clients = clients;
    this.cluster = cluster;
    this.reader = reader;
    this.topic = ItemTopic.named(topic);
    this.replication = replication;
    this.mostBytes = mostBytes;
  }

  /** A call, which has until then. */
  private interface Body<T> {
    T run(long deadline) throws ExecutionException, InterruptedException, TimeoutException;
  }

  private <T> T call(Body<T> body) throws InterruptedException {
    if (!room.tryAcquire()) {
      throw new StreamFaultException(new Overloaded());
    }
    try {
      return body.run(System.nanoTime() + CALL.toNanos());
    } catch (ExecutionException e) {
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw unavailable(e);
    } finally {
      room.release();
    }
  }

  private StreamFaultException unavailable(Throwable cause) {
    String text = cause instanceof TimeoutException ? cause.getMessage() : cause.toString();
    return cause instanceof StreamFaultException fault
            && (fault.fault() instanceof Unavailable || fault.fault() instanceof Overloaded)
        ? fault
        : new StreamFaultException(
            new Unavailable(
                "item topic " + topic.name() + ": " + (text == null ? "no answer in time" : text)),
            cause);
  }

  @Override
  public Optional<StoredItem> get(ItemKey key) throws InterruptedException {
    return call(
        deadline -> {
          OpenLog log = found(deadline);
          if (log == null) {
            return Optional.empty();
          }
          log.catchUp(deadline);
          return content.view(key).item();
        });
  }

  @Override
  public List<StoredItem> scan(String table, String prefix, String after, int limit)
      throws InterruptedException {
    return call(
        deadline -> {
          OpenLog log = found(deadline);
          if (log == null) {
            return List.of();
          }
          log.catchUp(deadline);
          return content.scan(table, prefix, after, limit);
        });
  }

  @Override
  public Outcome update(ItemKey key, Function<Optional<StoredItem>, Decision> decision)
      throws InterruptedException {
    return call(
        deadline -> {
          ReentrantLock turn = turns.get(Math.floorMod(key.hashCode(), STRIPES));
          if (!turn.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("other writes to the item took too long");
          }
          try {
            OpenLog found = found(deadline);
            return new Update(key, decision, content, mostBytes, deadline)
                .run(found, () -> found == null ? made(deadline) : found);
          } finally {
            turn.unlock();
          }
        });
  }

  @Override
  public List<String> tables() {
    return content.tables();
  }

  @Override
  public void drop(String table) throws InterruptedException {
    boolean _ =
        call(
            deadline -> {
              OpenLog log = found(deadline);
              if (log == null) {
                return false;
              }
              long offset =
                  log.append(new Dropped(table), ItemCodec.encode(new ItemState.Gone()))
                      .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
              log.awaitRead(offset + 1, deadline);
              log.clear(content.superseded(each -> each.table().equals(table), CLEARED_WITH_TABLE));
              return true;
            });
  }

  /** The log, if the topic is there. */
  private @Nullable OpenLog found(long deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    OpenLog known = open;
    if (known != null) {
      return known;
    }
    Optional<UUID> id = topic.find(cluster.admin());
    return id.isEmpty() ? null : opened(id.get(), deadline);
  }

  /** The log, of a topic that is made if it is not there. */
  private OpenLog made(long deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    var _ = topic.create(cluster.admin(), replication);
    long _ = topic.awaitEnd(cluster, left);
    UUID id =
        InternalTopic.patiently(() -> topic.find(cluster.admin()), left)
            .orElseThrow(() -> new TimeoutException("the topic was made but is not there yet"));
    return opened(id, deadline);
  }

  /** Who has opened it has read it, so that nobody proposes what must lose. */
  private OpenLog opened(UUID id, long deadline)
      throws ExecutionException, InterruptedException, TimeoutException {
    OpenLog log = begun(id);
    log.catchUp(deadline);
    return log;
  }

  private OpenLog begun(UUID id) throws TimeoutException {
    opening.lock();
    try {
      OpenLog known = open;
      if (closed) {
        throw new TimeoutException("the server is stopping");
      }
      if (known == null) {
        known = new OpenLog(clients, reader, topic.name(), id, content);
        open = known;
      }
      return known;
    } finally {
      opening.unlock();
    }
  }

  /** How many items there are, as far as this replica has read. */
  public long count() {
    return content.count();
  }

  /** What they take in memory. */
  public long bytes() {
    return content.bytes();
  }

  /** How many writes of this replica were made anew since the start, as others came first. */
  public long conflicts() {
    return content.conflicts();
  }

  /** How many records of the log nobody could have written; they were stepped over. */
  public long malformed() {
    return content.malformed();
  }

  /** What keeps the items from being read; null when nothing does, or nobody has asked for any. */
  public @Nullable String problem() {
    OpenLog known = open;
    return known == null ? null : known.problem();
  }

  /** To be called when the last answer has been given. */
  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      OpenLog known = open;
      if (known != null) {
        known.close();
        content.end();
      }
    } finally {
      opening.unlock();
    }
  }
}
