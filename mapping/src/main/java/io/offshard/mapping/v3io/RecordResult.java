// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/** What became of one record of PutRecords: a place or an error. Clients tell them by the code. */
public record RecordResult(
    @Nullable Long sequenceNumber,
    @Nullable Integer shardId,
    @Nullable Integer errorCode,
    @Nullable String errorMessage) {
  /** The declaration of the members. */
  public static final Struct<RecordResult> SHAPE =
      Struct.of(
          RecordResult.class,
          Member.of("SequenceNumber", Whole.ofLongFrom(0)),
          Members.SHARD_ID,
          Member.of("ErrorCode", Whole.ofInt()),
          Member.of("ErrorMessage", Text.any()));

  /** A record that has been written. */
  public static RecordResult stored(int shard, long offset) {
    return new RecordResult(SequenceNumber.of(offset), shard, null, null);
  }

  /** One that has not been written, as far as is known. */
  public static RecordResult failed(V3ioFault fault) {
    return new RecordResult(null, null, fault.number(), fault.text());
  }
}
