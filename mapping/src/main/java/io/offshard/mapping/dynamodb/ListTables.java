// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tables that have streams, by name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html">ListTables</a>
 */
public final class ListTables {
  private ListTables() {}

  /** The page begins behind the name that ended the last one. */
  public record Request(@Nullable String exclusiveStartTableName, @Nullable Integer limit) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class, Member.of("ExclusiveStartTableName", Members.TABLE), Members.LIMIT);
  }

  /** A page; the last one has no name to go on behind. */
  public record Response(List<String> tableNames, @Nullable String lastEvaluatedTableName) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("TableNames", ListShape.of(Text.any())),
            Member.of("LastEvaluatedTableName", Text.any()));
  }
}
