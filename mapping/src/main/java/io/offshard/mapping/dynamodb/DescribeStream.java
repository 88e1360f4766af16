// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a stream of a table, with a page of its shards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html">DescribeStream</a>
 */
public final class DescribeStream {
  private DescribeStream() {}

  /** Which stream, and which of its shards: those whose ids come after that one. */
  public record Request(
      @Nullable String streamArn,
      @Nullable Integer limit,
      @Nullable String exclusiveStartShardId,
      @Nullable Filter shardFilter) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_ARN,
            Members.LIMIT,
            Member.of("ExclusiveStartShardId", Members.SHARD),
            Member.of("ShardFilter", Filter.SHAPE));
  }

  /** Only the children of that shard. */
  public record Filter(@Nullable FilterType type, @Nullable String shardId) {
    static final Struct<Filter> SHAPE =
        Struct.of(
            Filter.class,
            Member.of("Type", EnumText.of(FilterType.class)),
            Member.of("ShardId", Members.SHARD));
  }

  /** The one there is. */
  public enum FilterType {
    CHILD_SHARDS
  }

  /** Whether changes are still coming. */
  public enum Status {
    ENABLED,
    DISABLED
  }

  /** From its first number to its last, which an open shard does not have. */
  public record Range(String startingSequenceNumber, @Nullable String endingSequenceNumber) {
    static final Struct<Range> SHAPE =
        Struct.of(
            Range.class,
            Member.required("StartingSequenceNumber", Text.any()),
            Member.of("EndingSequenceNumber", Text.any()));
  }

  /** A shard. */
  public record Shard(String shardId, Range sequenceNumberRange, @Nullable String parentShardId) {
    static final Struct<Shard> SHAPE =
        Struct.of(
            Shard.class,
            Member.required("ShardId", Text.any()),
            Member.required("SequenceNumberRange", Range.SHAPE),
            Member.of("ParentShardId", Text.any()));
  }

  /** The description. */
  public record Description(
      String streamArn,
      String streamLabel,
      Status streamStatus,
      ViewType streamViewType,
      Instant creationRequestDateTime,
      String tableName,
      List<KeySchemaElement> keySchema,
      List<Shard> shards,
      @Nullable String lastEvaluatedShardId) {
    static final Struct<Description> SHAPE =
        Struct.of(
            Description.class,
            Members.SHOWN_ARN,
            Member.required("StreamLabel", Text.any()),
            Member.required("StreamStatus", EnumText.of(Status.class)),
            Member.required("StreamViewType", EnumText.of(ViewType.class)),
            Member.required("CreationRequestDateTime", Timestamp.any()),
            Members.SHOWN_TABLE,
            KeySchemaElement.KEY_SCHEMA,
            Member.required("Shards", ListShape.of(Shard.SHAPE)),
            Member.of("LastEvaluatedShardId", Text.any()));
  }

  /** The description. */
  public record Response(Description streamDescription) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("StreamDescription", Description.SHAPE));
  }
}
