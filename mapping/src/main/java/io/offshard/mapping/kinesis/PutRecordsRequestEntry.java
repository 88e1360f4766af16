// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One record to be written by PutRecords.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html">PutRecordsRequestEntry</a>
 */
public record PutRecordsRequestEntry(
    ByteBuffer data, @Nullable String explicitHashKey, String partitionKey) {
  /** The declaration of the members. */
  public static final Struct<PutRecordsRequestEntry> SHAPE =
      Struct.of(
              PutRecordsRequestEntry.class,
              Member.required("Data", Members.DATA),
              Member.of("ExplicitHashKey", Members.HASH_KEY),
              Member.required("PartitionKey", Members.PARTITION_KEY))
          .shownAs("com.amazonaws.kinesis.v20131202.PutRecordsRequestEntry");
}
