// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.MemberName;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of GetRecords in one pass, record after record, out of the buffers in which
 * they came: the same bytes that {@link GetRecords.Response#SHAPE} makes out of objects. For one
 * thread.
 */
public final class GetRecordsWriter {
  private static final MemberName NEXT = new MemberName("NextLocation");
  private static final MemberName MILLIS_BEHIND = new MemberName("MSecBehindLatest");
  private static final MemberName RECORDS_BEHIND = new MemberName("RecordsBehindLatest");
  private static final MemberName RECORDS = new MemberName("Records");
  private static final MemberName NUMBER = new MemberName("SequenceNumber");
  private static final MemberName SECONDS = new MemberName("ArrivalTimeSec");
  private static final MemberName NANOS = new MemberName("ArrivalTimeNSec");
  private static final MemberName DATA = new MemberName("Data");
  private static final MemberName CLIENT_INFO = new MemberName("ClientInfo");
  private static final MemberName KEY = new MemberName("PartitionKey");

  /** Names, numbers and what stands around them. */
  private static final int BYTES_PER_RECORD = 160;

  private static final int BYTES_PER_ANSWER = 512;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final BodyWriter out;

  /**
   * Begins an answer.
   *
   * @param records how many there will be; no more and no fewer
   * @param bytes about how many bytes of data and keys they have
   * @param recordsBehind how many records come behind the last of these
   */
  public GetRecordsWriter(
      int records, long bytes, String nextLocation, long millisBehind, long recordsBehind) {
    long expected = BYTES_PER_ANSWER + (long) BYTES_PER_RECORD * records + bytes * 4 / 3;
    this.out = BodyWriter.of(Wire.JSON, Math.toIntExact(expected));
    out.beginMap();
    out.name(NEXT);
    out.text(nextLocation);
    out.name(MILLIS_BEHIND);
    out.wholeNumber(millisBehind);
    out.name(RECORDS_BEHIND);
    out.wholeNumber(recordsBehind);
    out.name(RECORDS);
    out.beginList(records);
  }

  /**
   * The next record. The buffers are backed by arrays, and not consumed.
   *
   * @param arrivalMillis since 1970
   * @param clientInfo null where there is none
   * @param partitionKey in UTF-8; null where there is none
   */
  public void record(
      long offset,
      long arrivalMillis,
      ByteBuffer data,
      @Nullable ByteBuffer clientInfo,
      @Nullable ByteBuffer partitionKey) {
    out.beginMap();
    out.name(NUMBER);
    out.wholeNumber(SequenceNumber.of(offset));
    out.name(SECONDS);
    out.wholeNumber(arrivalMillis / 1_000);
    out.name(NANOS);
    out.wholeNumber(arrivalMillis % 1_000 * NANOS_PER_MILLI);
    out.name(DATA);
    bytes(data);
    if (clientInfo != null) {
      out.name(CLIENT_INFO);
      bytes(clientInfo);
    }
    if (partitionKey != null) {
      out.name(KEY);
      out.utf8(
          partitionKey.array(),
          partitionKey.arrayOffset() + partitionKey.position(),
          partitionKey.remaining());
    }
    out.endMap();
  }

  private void bytes(ByteBuffer bytes) {
    out.bytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  /** The whole answer. */
  public ByteBuffer end() {
    out.endList();
    out.endMap();
    return out.body();
  }
}
