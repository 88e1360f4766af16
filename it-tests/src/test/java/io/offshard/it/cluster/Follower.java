// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.cluster;

import io.offshard.it.client.LiveStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reads one shard along its chain of iterators, and uses one again when a call failed. One thread
 * reads; others look when it has ended.
 */
final class Follower {
  private final LiveStream stream;
  private final int shard;
  private final Calls calls = new Calls();
  private final List<Record> records = new ArrayList<>();
  private String iterator;

  Follower(LiveStream stream, int shard) {
    this.stream = stream;
    this.shard = shard;
    this.iterator = stream.iterator(shard, ShardIteratorType.TRIM_HORIZON);
  }

  void turn() {
    @Nullable GetRecordsResponse page = calls.make(() -> stream.page(iterator));
    if (page != null) {
      records.addAll(page.records());
      iterator = page.nextShardIterator();
    }
  }

  int shard() {
    return shard;
  }

  Calls calls() {
    return calls;
  }

  /** The rest is read too. */
  List<Record> finish() {
    records.addAll(stream.readFrom(iterator));
    return records;
  }
}
