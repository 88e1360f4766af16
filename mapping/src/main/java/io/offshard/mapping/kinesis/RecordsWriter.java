// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.MemberName;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes what the answers to readers have in common, record after record, out of the buffers in
 * which they came: the same bytes that the declared shapes make out of objects. For one thread.
 */
final class RecordsWriter {
  private static final MemberName RECORDS = new MemberName("Records");
  private static final MemberName NUMBER = new MemberName("SequenceNumber");
  private static final MemberName ARRIVAL = new MemberName("ApproximateArrivalTimestamp");
  private static final MemberName DATA = new MemberName("Data");
  private static final MemberName KEY = new MemberName("PartitionKey");
  private static final MemberName ENCRYPTION = new MemberName("EncryptionType");
  private static final MemberName BEHIND = new MemberName("MillisBehindLatest");
  private static final MemberName CHILDREN = new MemberName("ChildShards");
  private static final MemberName SHARD = new MemberName("ShardId");
  private static final MemberName PARENTS = new MemberName("ParentShards");
  private static final MemberName RANGE = new MemberName("HashKeyRange");
  private static final MemberName FIRST = new MemberName("StartingHashKey");
  private static final MemberName LAST = new MemberName("EndingHashKey");

  /** Names, number, arrival and what stands around them. */
  private static final int BYTES_PER_RECORD = 192;

  private static final int BYTES_PER_ANSWER = 1_024;

  private static final byte[] KMS = EncryptionType.KMS.toString().getBytes(US_ASCII);

  private final BodyWriter out;
  private final boolean encrypted;

  /**
   * Begins an answer.
   *
   * @param out a writer of an empty body
   * @param records how many there will be; no more and no fewer
   * @param encrypted whether each record says that it is encrypted
   */
  RecordsWriter(BodyWriter out, int records, boolean encrypted) {
    this.out = out;
    this.encrypted = encrypted;
    out.beginMap();
    out.name(RECORDS);
    out.beginList(records);
  }

  /** About how long an answer is with so many records, of so many bytes of data and keys. */
  static int expectedBytes(Wire wire, int records, long bytes) {
    long encoded =
        switch (wire) {
          case JSON -> bytes * 4 / 3;
          case CBOR -> bytes;
        };
    return Math.toIntExact(BYTES_PER_ANSWER + (long) BYTES_PER_RECORD * records + encoded);
  }

  /** The next record; see {@link GetRecordsWriter#record}. */
  void record(byte[] sequenceNumber, long arrivalMillis, ByteBuffer data, ByteBuffer partitionKey) {
    out.beginMap();
    out.name(NUMBER);
    out.utf8(sequenceNumber, 0, sequenceNumber.length);
    out.name(ARRIVAL);
    out.timestamp(arrivalMillis);
    out.name(DATA);
    out.bytes(data.array(), data.arrayOffset() + data.position(), data.remaining());
    out.name(KEY);
    out.utf8(
        partitionKey.array(),
        partitionKey.arrayOffset() + partitionKey.position(),
        partitionKey.remaining());
    if (encrypted) {
      out.name(ENCRYPTION);
      out.utf8(KMS, 0, KMS.length);
    }
    out.endMap();
  }

  /** Ends the answer: there is more to come, and this says from where. */
  void end(MemberName name, String position, long millisBehindLatest) {
    out.endList();
    out.name(name);
    out.text(position);
    out.name(BEHIND);
    out.wholeNumber(millisBehindLatest);
    out.endMap();
  }

  /** Ends the answer: the shard is closed, and has been read to its end. */
  void end(long millisBehindLatest, List<ChildShard> children) {
    out.endList();
    out.name(BEHIND);
    out.wholeNumber(millisBehindLatest);
    out.name(CHILDREN);
    out.beginList(children.size());
    children.forEach(this::child);
    out.endList();
    out.endMap();
  }

  private void child(ChildShard child) {
    out.beginMap();
    out.name(SHARD);
    out.text(child.shardId());
    out.name(PARENTS);
    out.beginList(child.parentShards().size());
    child.parentShards().forEach(out::text);
    out.endList();
    out.name(RANGE);
    out.beginMap();
    out.name(FIRST);
    out.text(child.hashKeyRange().startingHashKey());
    out.name(LAST);
    out.text(child.hashKeyRange().endingHashKey());
    out.endMap();
    out.endMap();
  }
}
