// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of PutRecords: where it was stored, or why it was not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsResultEntry.html">PutRecordsResultEntry</a>
 */
public record PutRecordsResultEntry(
    @Nullable String sequenceNumber,
    @Nullable String shardId,
    @Nullable String errorCode,
    @Nullable String errorMessage) {
  /** The declaration of the members. */
  public static final Struct<PutRecordsResultEntry> SHAPE =
      Struct.of(
          PutRecordsResultEntry.class,
          Member.of("SequenceNumber", Members.SEQUENCE_NUMBER),
          Member.of("ShardId", Members.SHARD_ID_TEXT),
          Member.of("ErrorCode", Text.any()),
          Member.of("ErrorMessage", Text.any()));

  /** The result for a record that was stored. */
  public static PutRecordsResultEntry stored(String shardId, String sequenceNumber) {
    return new PutRecordsResultEntry(sequenceNumber, shardId, null, null);
  }

  /** The result for a record that was not stored, for example because its shard is throttled. */
  public static PutRecordsResultEntry failed(KinesisFault fault) {
    return new PutRecordsResultEntry(null, null, fault.type().entryCode(), fault.message());
  }
}
