// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import java.util.List;

/**
 * How much of a call was written; what is in neither count has failed.
 *
 * @param count how many records were written
 * @param bytes their data and keys, as the APIs count them
 * @param throttled how many were too many, for a shard or for this process
 */
public record WrittenRecords(int count, long bytes, int throttled) {

  /** Of records and of what became of each. */
  public static WrittenRecords of(List<NewRecord> records, List<Placed> placed) {
    int count = 0;
    long bytes = 0;
    int throttled = 0;
    for (int i = 0; i < placed.size(); i++) {
      switch (placed.get(i).result()) {
        case Result.Written _ -> {
          count++;
          bytes += records.get(i).bytes();
        }
        case Result.Throttled _ -> throttled++;
        case Result.InDoubt _ -> {}
      }
    }
    return new WrittenRecords(count, bytes, throttled);
  }
}
