// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.RecordWriter.Placed;
import java.util.List;

/**
 * How many of the records of a call are acknowledged by Kafka.
 *
 * @param bytes of these, as limits count them
 */
public record WrittenRecords(int count, long bytes) {

  /**
   * Counts them.
   *
   * @param placed what became of each of those that were sent, in their order
   */
  public static WrittenRecords of(List<NewRecord> sent, List<Placed> placed) {
    int count = 0;
    long bytes = 0;
    for (int i = 0; i < placed.size(); i++) {
      if (placed.get(i).result() instanceof Result.Written) {
        count++;
        bytes += sent.get(i).bytes();
      }
    }
    return new WrittenRecords(count, bytes);
  }
}
