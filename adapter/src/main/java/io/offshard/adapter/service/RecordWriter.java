// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.service.PartitionWriter.Outgoing;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.PartitionWriter.Result.Failed;
import io.offshard.adapter.service.PartitionWriter.Result.Throttled;
import io.offshard.adapter.service.PartitionWriter.Result.Written;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.lineage.Closure;
import io.offshard.mapping.lineage.KeyPlacement;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.Shards;
import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to the shards that their keys belong to. What was written into a shard that has
 * been closed meanwhile, behind its end, is written once more, to where it belongs by then.
 * Thread-safe.
 */
public final class RecordWriter {

  /**
   * A record to write.
   *
   * @param key the partition key in UTF-8, encoded once for its size, its hash and Kafka; null for
   *     none
   * @param clientInfo what its writer has added to it for its readers; null for nothing
   */
  public record NewRecord(
      @Nullable ByteBuffer key, Target target, ByteBuffer data, @Nullable ByteBuffer clientInfo) {

    /** A record with that partition key, which may say itself by which hash key it goes. */
    public static NewRecord of(String partitionKey, @Nullable HashKey hashKey, ByteBuffer data) {
      ByteBuffer key = ByteBuffer.wrap(partitionKey.getBytes(UTF_8));
      Target target = hashKey == null ? new Target.ByKey(key) : new Target.ByHash(hashKey);
      return new NewRecord(key, target, data, null);
    }

    /** The size that limits count. */
    public int bytes() {
      return data.remaining() + (key == null ? 0 : key.remaining());
    }
  }

  /** What decides where a record goes. */
  public sealed interface Target {
    /** Its partition key. */
    record ByKey(ByteBuffer key) implements Target {}

    /** A hash key that was chosen for it: it goes by the ranges of the shards. */
    record ByHash(HashKey hashKey) implements Target {}

    /**
     * A partition that was chosen for it: it goes where {@link Shards#takerOf} says. One that the
     * stream does not have is an {@link IllegalArgumentException}.
     */
    record InPartition(int partition) implements Target {}
  }

  /** Where a record went and what became of it. */
  public record Placed(Shard shard, Result result) {}

  private final PartitionWriter log;
  private final LineageStore store;
  private final Frontier frontier;
  private final LoadMeter load;
  private final ShardQuotas quotas;
  private final Traffic traffic;
  private final KeyPlacement placement;
  private final Duration patience;
  private final boolean strict;

  /**
   * A writer to that log, of streams of that store.
   *
   * @param load is told of what is written
   * @param quotas how much each shard takes
   * @param traffic counts what becomes of the records
   * @param placement how the producers of topics that are somebody else's place their records
   * @param patience how long a call waits for shards to be closed
   * @param strict whether the log itself is asked, after the acknowledgement, if a shard is being
   *     closed; else a lease tells, which trusts clocks to run at about the same speed
   */
  public RecordWriter(
      PartitionWriter log,
      LineageStore store,
      Frontier frontier,
      LoadMeter load,
      ShardQuotas quotas,
      Traffic traffic,
      KeyPlacement placement,
      Duration patience,
      boolean strict) {
    this.log = log;
    this.store = store;
    this.frontier = frontier;
    this.load = load;
    this.quotas = quotas;
    this.traffic = traffic;
    this.placement = placement;
    this.patience = patience;
    this.strict = strict;
  }

  /**
   * Writes records and waits for their fate. Those of one shard are in the order of the list.
   *
   * @param stream as {@link StreamCatalog#writable} has found it
   * @return one entry per record, in order
   * @throws StreamFaultException with {@link StreamFault.NoSuchStream} when the stream was deleted
   *     meanwhile, or {@link Unavailable} when nobody can tell or there is another stream of that
   *     name; the records then count as failed
   */
  public List<Placed> write(Lineage stream, List<NewRecord> records) {
    List<Placed> placed = new Call(stream, records).write();
    WrittenRecords.count(traffic.of(stream), records, placed);
    return placed;
  }

  /**
   * Who has chosen a hash key, also for several records in one, goes by the ranges of the shards.
   */
  private Shard place(Lineage stream, NewRecord one) {
    Shards shards = stream.shards();
    return switch (one.target()) {
      case Target.ByKey(ByteBuffer key)
          when stream.isNative() && !AggregatedRecord.isOne(one.data()) ->
          placement.place(shards, key);
      case Target.ByKey(ByteBuffer key) -> shards.at(PartitionKeyHash.of(key));
      case Target.ByHash(HashKey hashKey) -> shards.at(hashKey);
      case Target.InPartition(int partition) -> shards.takerOf(partition);
    };
  }

  /** One call of {@link #write}. Its arrays have an entry for each record. */
  private final class Call {
    private final String name;
    private final UUID topicId;
    private final List<NewRecord> records;
    private final Shard[] shards;
    private final Result[] results;
    private final long deadline = System.nanoTime() + patience.toNanos();
    private Lineage stream;

    Call(Lineage stream, List<NewRecord> records) {
      this.stream = stream;
      this.name = stream.name();
      this.topicId = stream.topicId().orElseThrow();
      this.records = records;
      this.shards = new Shard[records.size()];
      this.results = new Result[records.size()];
    }

    List<Placed> write() {
      // What has to be written once more has been paid for.
      int[] left = admitted(decided(IntStream.range(0, records.size()).toArray(), this::wanted));
      while (left.length > 0) {
        // A record that is sent while its shard is being closed may end up behind the end.
        send(left);
        left = decided(misplaced(left), this::wanted);
      }
      List<Placed> placed = new ArrayList<>(results.length);
      for (int i = 0; i < results.length; i++) {
        placed.add(new Placed(shards[i], results[i]));
      }
      return placed;
    }

    private Shard wanted(int i) {
      return place(stream, records.get(i));
    }

    /** Those that the quotas of their shards have room for; the others have failed. */
    private int[] admitted(int[] which) {
      int[] admitted = quotas.admitted(stream, which, i -> shards[i], i -> records.get(i).bytes());
      if (admitted.length < which.length) {
        for (int i : which) {
          results[i] = new Throttled(); // of those that are written the fate is known later
        }
      }
      return admitted;
    }

    /**
     * Finds the shards of those records and waits until none of them is about to be closed. What
     * takes too long has failed.
     *
     * @return the others
     */
    private int[] decided(int[] which, IntFunction<Shard> shardOf) {
      while (true) {
        for (int i : which) {
          shards[i] = shardOf.apply(i);
        }
        Closure closure = stream.closure().orElse(null);
        if (closure == null || !concerns(closure, which)) {
          return which;
        }
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!store.await(image -> !image.isOpen(topicId, closure), left)) {
          return failed(which, closure.indexes());
        }
        stream = current(store.confirmed());
      }
    }

    private boolean concerns(Closure closure, int[] which) {
      Set<Integer> closing = closure.indexes();
      return Arrays.stream(which).anyMatch(i -> closing.contains(shards[i].index()));
    }

    private int[] failed(int[] which, Set<Integer> closing) {
      Failed why = new Failed("its shard has been closing for too long");
      return Arrays.stream(which)
          .filter(
              i -> {
                boolean failed = closing.contains(shards[i].index());
                if (failed) {
                  results[i] = why;
                }
                return !failed;
              })
          .toArray();
    }

    private void send(int[] which) {
      List<Outgoing> outgoing = new ArrayList<>(which.length);
      for (int i : which) {
        NewRecord one = records.get(i);
        OptionalInt ordinal =
            stream.isNative() ? OptionalInt.empty() : OptionalInt.of(shards[i].index());
        outgoing.add(
            new Outgoing(
                stream.topic(),
                shards[i].partition(),
                ordinal,
                one.key(),
                one.data(),
                one.clientInfo()));
      }
      List<Result> fates = log.append(outgoing);
      int written = 0;
      long bytes = 0;
      for (int i = 0; i < which.length; i++) {
        results[which[i]] = fates.get(i);
        if (fates.get(i) instanceof Written) {
          written++;
          bytes += outgoing.get(i).bytes();
        }
      }
      load.wrote(stream, written, bytes);
    }

    /** Which of those records have to be written once more; all others may be acknowledged. */
    private int[] misplaced(int[] which) {
      int[] written = Arrays.stream(which).filter(i -> results[i] instanceof Written).toArray();
      if (written.length == 0) {
        return written; // in an outage nobody shall wait for a lease to be told so
      }
      if (stream.isNative()) {
        for (int i : written) {
          frontier.passed(topicId, shards[i].partition(), offset(i) + 1);
        }
      }
      Shards before = stream.shards();
      stream = current(strict ? store.settled() : store.confirmed());
      if (stream.shards().equals(before) && stream.closure().isEmpty()) {
        return new int[0];
      }
      int[] sentTo = Arrays.stream(shards).mapToInt(Shard::index).toArray();
      int[] settled = decided(written, this::holder);
      return Arrays.stream(settled).filter(i -> isMisplaced(i, sentTo[i])).toArray();
    }

    /** The shard that the record is in: without a header that is a question of its offset. */
    private Shard holder(int i) {
      return stream.isNative()
          ? stream.shards().covering(shards[i].partition(), offset(i))
          : stream.shards().get(shards[i].index()).orElseThrow();
    }

    /**
     * Whether the record must be written once more. Behind the end of the shard that it was sent to
     * it may be in one that takes its key, or comes before the one that does.
     */
    private boolean isMisplaced(int i, int sentTo) {
      Shard holder = shards[i];
      if (holder.index() == sentTo && holder.covers(offset(i))) {
        return false;
      }
      return !stream.isNative() || !stream.shards().descends(wanted(i), holder);
    }

    private long offset(int i) {
      return ((Written) results[i]).offset();
    }

    /** What has been written counts only where it belongs to what the answer will name. */
    private Lineage current(Lineages image) {
      return image.find(topicId).filter(Lineage::isServing).orElseThrow(this::gone);
    }

    /**
     * Who writes to a name that is in use may repeat it: the records may be in the later stream.
     */
    private StreamFaultException gone() {
      boolean inUse = store.latest().find(name).filter(Lineage::isServing).isPresent();
      return new StreamFaultException(
          inUse
              ? new Unavailable(name + " was deleted and made anew meanwhile")
              : new NoSuchStream(name));
    }
  }
}
