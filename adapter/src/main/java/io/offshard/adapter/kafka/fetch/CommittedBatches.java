// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Tells which batches of an answer readers may see, given the list of aborted transactions that
 * came with it. Batches must be shown to it in their order. For one thread.
 */
final class CommittedBatches {
  private final PriorityQueue<AbortedTransaction> ahead =
      new PriorityQueue<>(Comparator.comparingLong(AbortedTransaction::firstOffset));

  /** Producers inside a transaction that they will have aborted. */
  private final Set<Long> aborting = new HashSet<>();

  CommittedBatches(@Nullable List<AbortedTransaction> aborted) {
    if (aborted != null) {
      ahead.addAll(aborted);
    }
  }

  /** False for marks and for records of aborted transactions. */
  boolean isVisible(RecordBatch batch) {
    if (!batch.hasProducerId()) {
      return !batch.isControlBatch();
    }
    while (!ahead.isEmpty() && ahead.peek().firstOffset() <= batch.lastOffset()) {
      aborting.add(ahead.remove().producerId());
    }
    if (batch.isControlBatch()) {
      if (isAbort(batch)) {
        aborting.remove(batch.producerId());
      }
      return false;
    }
    return !batch.isTransactional() || !aborting.contains(batch.producerId());
  }

  private static boolean isAbort(RecordBatch batch) {
    Iterator<Record> marks = batch.iterator();
    return marks.hasNext()
        && ControlRecordType.parse(marks.next().key()) == ControlRecordType.ABORT;
  }
}
