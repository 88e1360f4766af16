// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The sequence numbers of a shard; the ending one is absent while the shard is open.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SequenceNumberRange.html">SequenceNumberRange</a>
 */
public record SequenceNumberRange(
    String startingSequenceNumber, @Nullable String endingSequenceNumber) {
  /** The declaration of the members. */
  public static final Struct<SequenceNumberRange> SHAPE =
      Struct.of(
          SequenceNumberRange.class,
          Member.required("StartingSequenceNumber", Members.SEQUENCE_NUMBER),
          Member.of("EndingSequenceNumber", Members.SEQUENCE_NUMBER));
}
