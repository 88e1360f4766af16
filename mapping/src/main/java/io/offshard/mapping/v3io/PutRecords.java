// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes up to 1000 records, each for itself.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/streaming-web-api/putrecords/">PutRecords</a>
 */
public final class PutRecords {
  private PutRecords() {}

  /** The records; limits of each single one are told in its own result. */
  public record Request(@Nullable String streamName, List<NewRecord> records) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("Records", ListShape.of(NewRecord.SHAPE).ofLength(1, 1_000)));
  }

  /** One result for each record, in the order of the request. */
  public record Response(Integer failedRecordCount, List<RecordResult> records) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("FailedRecordCount", Whole.ofInt()),
            Member.required("Records", ListShape.of(RecordResult.SHAPE)));
  }
}
