// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import java.util.List;

/**
 * How many records of a call had which fate; those that are in neither count have failed.
 *
 * @param bytes data and keys of those that were written
 * @param throttled those that were too many, for a shard or for this process
 */
public record WriteCounts(int written, long bytes, int throttled) {

  /** Those of records and of what has become of each. */
  public static WriteCounts of(List<NewRecord> records, List<Placed> placed) {
    int written = 0;
    long bytes = 0;
    int throttled = 0;
    for (int i = 0; i < placed.size(); i++) {
      switch (placed.get(i).result()) {
        case Result.Written _ -> {
          written++;
          bytes += records.get(i).bytes();
        }
        case Result.Throttled _ -> throttled++;
        case Result.InDoubt _ -> {}
      }
    }
    return new WriteCounts(written, bytes, throttled);
  }
}
