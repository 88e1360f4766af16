// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes up to 500 records, each for itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
public final class PutRecords {
  private PutRecords() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      List<PutRecordsRequestEntry> records,
      @Nullable String streamName,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("Records", ListShape.of(PutRecordsRequestEntry.SHAPE).ofLength(1, 500)),
            Members.STREAM_NAME,
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }

  /**
   * One result for each record, in the order of the request; the count is 0 when all were stored.
   */
  public record Response(
      @Nullable Integer failedRecordCount,
      List<PutRecordsResultEntry> records,
      @Nullable EncryptionType encryptionType) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.of("FailedRecordCount", Whole.ofInt()),
            Member.required("Records", ListShape.of(PutRecordsResultEntry.SHAPE)),
            Members.ENCRYPTION_TYPE);
  }
}
