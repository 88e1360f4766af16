// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads attributes of an item.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/nosql-web-api/getitem/">GetItem</a>
 */
public final class GetItem {
  private GetItem() {}

  /** Which attributes. */
  public record Request(@Nullable String attributesToGet) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Member.of("AttributesToGet", Text.any()));

    /** Which attributes; without a word of it those that callers have set. */
    public AttributeSelection selection() {
      return AttributeSelection.of(attributesToGet == null ? "*" : attributesToGet);
    }
  }

  /** Those of them that the item has. */
  public record Response(Map<String, WireValue> item) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("Item", WireValue.MAP));

    /** The answer with these attributes. */
    public static Response with(Map<String, ItemValue> attributes) {
      return new Response(WireValue.of(attributes));
    }
  }
}
