// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import java.nio.ByteBuffer;

/** Takes the records of an answer one by one: a page that is asked for, or an event. */
public sealed interface RecordSink permits GetRecordsWriter, SubscribeToShardWriter {
  /**
   * The next record. The buffers are backed by arrays and stay as they are.
   *
   * @param sequenceNumber its digits
   * @param arrivalMillis since 1970
   * @param partitionKey in UTF-8
   */
  void record(byte[] sequenceNumber, long arrivalMillis, ByteBuffer data, ByteBuffer partitionKey);
}
