// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.util.List;
import java.util.Map;

/**
 * Reads the items of a directory. Offshard keeps the few that consumer groups need, and answers
 * that there are none: clients ask it of streams, whose shards are none of theirs.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/nosql-web-api/getitems/">GetItems</a>
 */
public final class GetItems {
  private GetItems() {}

  /** Whatever is asked, the answer is the same. */
  public record Request() {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE = Struct.of(Request.class);
  }

  /** A page of items. */
  public record Response(
      String lastItemIncluded,
      String nextMarker,
      Integer evaluatedItems,
      Integer numItems,
      List<Map<String, WireValue>> items) {
    /** The last page, without any. */
    public static final Response NONE = new Response("TRUE", "", 0, 0, List.of());

    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(
            Response.class,
            Member.required("LastItemIncluded", Text.any()),
            Member.required("NextMarker", Text.any()),
            Member.required("EvaluatedItems", Whole.ofInt()),
            Member.required("NumItems", Whole.ofInt()),
            Member.required("Items", ListShape.of(WireValue.MAP)));
  }
}
