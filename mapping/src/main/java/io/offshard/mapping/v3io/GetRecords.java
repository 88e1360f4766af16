// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.Blob;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records at a location.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/streaming-web-api/getrecords/">GetRecords</a>
 */
public final class GetRecords {
  private static final Blob ANY = Blob.ofLength(0, Integer.MAX_VALUE);

  private GetRecords() {}

  /** The location; the shard may be in the path. No limit, or 0, is 1000. */
  public record Request(
      @Nullable String streamName,
      @Nullable Integer shardId,
      String location,
      @Nullable Integer limit) {
    private static final int DEFAULT_LIMIT = 1_000;

    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Members.SHARD_ID,
            Member.required("Location", Text.any()),
            Member.of("Limit", Whole.ofIntFrom(0)));

    /** At most so many records are wanted. */
    public int most() {
      return limit == null || limit == 0 ? DEFAULT_LIMIT : limit;
    }
  }

  /** What {@link GetRecordsWriter} writes without making these objects. */
  public record Response(
      String nextLocation, Long mSecBehindLatest, Long recordsBehindLatest, List<Item> records) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("NextLocation", Text.any()),
            Member.required("MSecBehindLatest", Whole.ofLongFrom(0)),
            Member.required("RecordsBehindLatest", Whole.ofLongFrom(0)),
            Member.required("Records", ListShape.of(Item.SHAPE)));
  }

  /** One record. */
  public record Item(
      Long sequenceNumber,
      Long arrivalTimeSec,
      Integer arrivalTimeNSec,
      ByteBuffer data,
      @Nullable ByteBuffer clientInfo,
      @Nullable String partitionKey) {
    /** The declaration of the members. */
    public static final Struct<Item> SHAPE =
        Struct.of(
            Item.class,
            Member.required("SequenceNumber", Whole.ofLongFrom(0)),
            Member.required("ArrivalTimeSec", Whole.ofLongFrom(0)),
            Member.required("ArrivalTimeNSec", Whole.ofInt()),
            Member.required("Data", ANY),
            Member.of("ClientInfo", ANY),
            Member.of("PartitionKey", Text.any()));
  }
}
