// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Timestamp;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record as GetRecords returns it. EncryptionType is present only where the stream is
 * encrypted.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html">Record</a>
 */
@SuppressWarnings("JavaLangClash") // The service's own name; java.lang.Record is not needed here.
public record Record(
    String sequenceNumber,
    @Nullable Instant approximateArrivalTimestamp,
    ByteBuffer data,
    String partitionKey,
    @Nullable EncryptionType encryptionType) {
  /** The declaration of the members. */
  public static final Struct<Record> SHAPE =
      Struct.of(
          Record.class,
          Member.required("SequenceNumber", Members.SEQUENCE_NUMBER),
          Member.of("ApproximateArrivalTimestamp", Timestamp.any()),
          Member.required("Data", Members.DATA),
          Member.required("PartitionKey", Members.PARTITION_KEY),
          Members.ENCRYPTION_TYPE);
}
