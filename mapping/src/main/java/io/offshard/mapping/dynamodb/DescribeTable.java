// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Flag;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a table, as far as its stream tells of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html">DescribeTable</a>
 */
public final class DescribeTable {
  private DescribeTable() {}

  /** By its name or its ARN. */
  public record Request(String tableName) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Member.required("TableName", Text.ofLength(1, 1024)));
  }

  /** Whether there is a stream, and what it shows. */
  public record StreamSpecification(Boolean streamEnabled, ViewType streamViewType) {
    static final Struct<StreamSpecification> SHAPE =
        Struct.of(
            StreamSpecification.class,
            Member.required("StreamEnabled", Flag.any()),
            Member.required("StreamViewType", EnumText.of(ViewType.class)));
  }

  /** The one there is. */
  public enum Status {
    ACTIVE
  }

  /** The description. */
  public record Table(
      String tableName,
      Status tableStatus,
      String tableArn,
      Instant creationDateTime,
      List<KeySchemaElement> keySchema,
      @Nullable StreamSpecification streamSpecification,
      String latestStreamArn,
      String latestStreamLabel) {
    static final Struct<Table> SHAPE =
        Struct.of(
            Table.class,
            Members.SHOWN_TABLE,
            Member.required("TableStatus", EnumText.of(Status.class)),
            Member.required("TableArn", Text.any()),
            Member.required("CreationDateTime", Timestamp.any()),
            KeySchemaElement.KEY_SCHEMA,
            Member.of("StreamSpecification", StreamSpecification.SHAPE),
            Member.required("LatestStreamArn", Text.any()),
            Member.required("LatestStreamLabel", Text.any()));
  }

  /** The description. */
  public record Response(Table table) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("Table", Table.SHAPE));
  }
}
