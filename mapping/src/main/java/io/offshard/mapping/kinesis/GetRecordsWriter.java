// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.MemberName;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes the answer of GetRecords in one pass, record after record, out of the buffers in which
 * they came: the same bytes that {@link GetRecords.Response#SHAPE} makes out of objects. For one
 * thread.
 */
public final class GetRecordsWriter implements RecordSink {
  private static final MemberName NEXT = new MemberName("NextShardIterator");

  private final BodyWriter out;
  private final RecordsWriter answer;

  /**
   * Begins an answer.
   *
   * @param records how many there will be; no more and no fewer
   * @param bytes about how many bytes of data and keys they have
   * @param encrypted whether each record says that it is encrypted
   */
  public GetRecordsWriter(Wire wire, int records, long bytes, boolean encrypted) {
    this.out = BodyWriter.of(wire, RecordsWriter.expectedBytes(wire, records, bytes));
    this.answer = new RecordsWriter(out, records, encrypted);
  }

  @Override
  public void record(
      byte[] sequenceNumber, long arrivalMillis, ByteBuffer data, ByteBuffer partitionKey) {
    answer.record(sequenceNumber, arrivalMillis, data, partitionKey);
  }

  /** The whole answer; there is more to come. */
  public ByteBuffer end(String nextShardIterator, long millisBehindLatest) {
    answer.end(NEXT, nextShardIterator, millisBehindLatest);
    return out.body();
  }

  /** The whole answer; the shard is closed, and has been read to its end. */
  public ByteBuffer end(long millisBehindLatest, List<ChildShard> children) {
    answer.end(millisBehindLatest, children);
    return out.body();
  }
}
