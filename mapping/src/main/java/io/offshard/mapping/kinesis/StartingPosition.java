// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where in a shard a subscription begins. Two of the types need a sequence number, one an instant.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartingPosition.html">StartingPosition</a>
 */
public record StartingPosition(
    ShardIteratorType type, @Nullable String sequenceNumber, @Nullable Instant timestamp) {
  /** The declaration of the members. */
  public static final Struct<StartingPosition> SHAPE =
      Struct.of(
          StartingPosition.class,
          Member.required("Type", EnumText.of(ShardIteratorType.class)),
          Member.of("SequenceNumber", Members.SEQUENCE_NUMBER),
          Members.TIMESTAMP);
}
