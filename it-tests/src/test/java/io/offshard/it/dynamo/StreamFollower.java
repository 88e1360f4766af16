// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the stream of a table as a careful application does: each shard from its oldest record to
 * its end, and children when their parent has been read. Each call goes to the next replica. For
 * one thread; others look when it has ended.
 */
final class StreamFollower {
  /** So that there are several. */
  private static final int SHARDS_OF_A_PAGE = 3;

  private final String arn;
  private final Deque<DynamoDbStreamsClient> replicas;
  private final Map<String, String> iterators = new LinkedHashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final List<Read> records = new ArrayList<>();

  /** A record and where it was read. */
  record Read(String shard, Record record) {
    ItemVersion version() {
      return ItemVersion.of(record.eventID());
    }
  }

  StreamFollower(String arn, List<DynamoDbStreamsClient> replicas) {
    this.arn = arn;
    this.replicas = new ArrayDeque<>(replicas);
  }

  private DynamoDbStreamsClient next() {
    replicas.add(replicas.remove());
    return replicas.element();
  }

  /** Looks for shards, and reads one page of each; whether there was anything new. */
  boolean turn() {
    int before = records.size() + begun.size() + ended.size();
    ShardList list = ShardList.read(next(), arn, SHARDS_OF_A_PAGE);
    assertThat(list.ids()).containsAll(begun);
    for (Shard shard : list.shards()) {
      boolean isDue = shard.parentShardId() == null || ended.contains(shard.parentShardId());
      if (isDue && begun.add(shard.shardId())) {
        begin(shard.shardId());
      }
    }
    for (String shard : List.copyOf(iterators.keySet())) {
      read(shard, list.status());
    }
    return records.size() + begun.size() + ended.size() > before;
  }

  private void begin(String shard) {
    iterators.put(
        shard,
        next()
            .getShardIterator(
                request ->
                    request
                        .streamArn(arn)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator());
  }

  private void read(String shard, StreamStatus status) {
    String iterator = iterators.get(shard);
    GetRecordsResponse page = next().getRecords(request -> request.shardIterator(iterator));
    page.records().forEach(record -> records.add(new Read(shard, record)));
    if (page.nextShardIterator() != null) {
      iterators.put(shard, page.nextShardIterator());
      return;
    }
    iterators.remove(shard);
    ended.add(shard);
    if (status == StreamStatus.ENABLED) {
      // The other replica knows of the children at this moment.
      assertThat(children(shard))
          .isNotEmpty()
          .allMatch(child -> shard.equals(child.parentShardId()));
    }
  }

  private List<Shard> children(String shard) {
    return next()
        .describeStream(
            request ->
                request
                    .streamArn(arn)
                    .shardFilter(
                        filter -> filter.type(ShardFilterType.CHILD_SHARDS).shardId(shard)))
        .streamDescription()
        .shards();
  }

  /** Reads what is there by now, and returns all, in the order of reading. */
  List<Read> finish() {
    while (turn()) {
      // There may be more.
    }
    return records;
  }

  /** The shards that have been read to their end. */
  Set<String> ended() {
    return ended;
  }
}
