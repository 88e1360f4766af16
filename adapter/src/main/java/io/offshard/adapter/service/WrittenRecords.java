// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.traffic.ShardTraffic;
import io.offshard.adapter.traffic.StreamTraffic;
import io.offshard.mapping.lineage.Shard;
import java.util.List;

/**
 * How much of a call was written; what is in no count was not.
 *
 * @param count how many records were written
 * @param bytes their data and keys, as the APIs count them
 * @param throttled how many were too many, for a shard or for this process
 * @param inDoubt how many may have been written
 */
public record WrittenRecords(int count, long bytes, int throttled, int inDoubt) {

  /** Of records and of what became of each. */
  public static WrittenRecords of(List<NewRecord> records, List<Placed> placed) {
    return of(records, placed, 0, placed.size());
  }

  /** Tells each shard what became of its records; neighbours of one shard cost no more than one. */
  static void count(StreamTraffic traffic, List<NewRecord> records, List<Placed> placed) {
    traffic.writes();
    for (int from = 0, to = 1; from < placed.size(); to++) {
      Shard shard = placed.get(from).shard();
      if (to == placed.size() || placed.get(to).shard().index() != shard.index()) {
        WrittenRecords run = of(records, placed, from, to);
        ShardTraffic counts = traffic.shard(shard);
        counts.written(run.count, run.bytes);
        counts.throttledRecords(run.throttled);
        counts.inDoubt(run.inDoubt);
        from = to;
      }
    }
  }

  private static WrittenRecords of(List<NewRecord> records, List<Placed> placed, int from, int to) {
    int count = 0;
    long bytes = 0;
    int throttled = 0;
    int inDoubt = 0;
    for (int i = from; i < to; i++) {
      switch (placed.get(i).result()) {
        case Result.Written _ -> {
          count++;
          bytes += records.get(i).bytes();
        }
        case Result.Throttled _ -> throttled++;
        case Result.InDoubt _ -> inDoubt++;
        case Result.Failed _ -> {}
      }
    }
    return new WrittenRecords(count, bytes, throttled, inDoubt);
  }
}
