// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import org.jspecify.annotations.Nullable;

/**
 * Changes attributes of an item by an expression, and makes it if there is none.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/nosql-web-api/updateitem/">UpdateItem</a>
 */
public final class UpdateItem {
  private UpdateItem() {}

  /**
   * What is changed, and when.
   *
   * @param updateMode of {@link UpdateMode}; only the one that leaves other attributes alone
   * @param conditionExpression what has to be true of the item; null for nothing
   * @param alternateUpdateExpression is refused by name
   */
  public record Request(
      String updateExpression,
      @Nullable String updateMode,
      @Nullable String conditionExpression,
      @Nullable String alternateUpdateExpression) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("UpdateExpression", Text.any()),
            Member.of("UpdateMode", Text.any()),
            Member.of("ConditionExpression", Text.any()),
            Member.of("AlternateUpdateExpression", Text.any()));
  }
}
