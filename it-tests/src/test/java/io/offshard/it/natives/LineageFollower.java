// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reads a stream as a careful application does: each shard to its end, its children from their
 * beginning when all their parents have been read, and a call that failed once more, on the next
 * replica. For one thread; others look when it has ended.
 */
public final class LineageFollower {
  /** A record and where it was read. */
  public record Read(String shard, Record record) {
    /** The data. */
    public String text() {
      return record.data().asUtf8String();
    }
  }

  private static final long PAUSE = Duration.ofMillis(50).toNanos();

  private final String stream;
  private final Deque<KinesisClient> replicas;
  private final Map<String, String> iterators = new LinkedHashMap<>();
  private final Map<String, Set<String>> waiting = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final List<Read> records = new ArrayList<>();
  private boolean behind = true;

  /** Begins with the shards that are at the trim horizon. */
  public LineageFollower(String stream, List<KinesisClient> replicas) {
    this.stream = stream;
    this.replicas = new ArrayDeque<>(replicas);
    call(kinesis ->
            kinesis.listShards(
                request ->
                    request
                        .streamName(stream)
                        .shardFilter(filter -> filter.type(ShardFilterType.AT_TRIM_HORIZON))))
        .shards()
        .forEach(shard -> begin(shard.shardId()));
  }

  private <T> T call(Function<KinesisClient, T> call) {
    for (int failures = 0; ; failures++) {
      KinesisClient replica = replicas.remove();
      replicas.add(replica);
      try {
        return call.apply(replica);
      } catch (SdkException e) {
        if (failures > 300) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE); // the replicas may both be away for a moment
      }
    }
  }

  private void begin(String shard) {
    iterators.put(
        shard,
        call(kinesis ->
                kinesis.getShardIterator(
                    request ->
                        request
                            .streamName(stream)
                            .shardId(shard)
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON)))
            .shardIterator());
  }

  /** One page of each shard. */
  public void turn() {
    boolean more = false;
    for (String shard : List.copyOf(iterators.keySet())) {
      String iterator = iterators.get(shard);
      GetRecordsResponse page =
          call(kinesis -> kinesis.getRecords(request -> request.shardIterator(iterator)));
      page.records().forEach(record -> records.add(new Read(shard, record)));
      more |= page.millisBehindLatest() > 0 || page.nextShardIterator() == null;
      if (page.nextShardIterator() == null) {
        iterators.remove(shard);
        ended.add(shard);
        page.childShards().forEach(this::discover);
        beginWhatIsDue();
      } else {
        iterators.put(shard, page.nextShardIterator());
      }
    }
    behind = more;
  }

  private void discover(ChildShard child) {
    waiting.putIfAbsent(child.shardId(), Set.copyOf(child.parentShards()));
  }

  private void beginWhatIsDue() {
    List<String> due =
        waiting.entrySet().stream()
            .filter(child -> ended.containsAll(child.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    waiting.keySet().removeAll(due);
    due.forEach(this::begin);
  }

  /** Reads what is there by now, and returns all, in the order of reading. */
  public List<Read> finish() {
    do {
      turn();
    } while (behind);
    return records;
  }

  /** The shards that have been read to their end. */
  public Set<String> ended() {
    return ended;
  }
}
