// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes attributes of an item, and makes it if there is none. The answer is in its header fields.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/nosql-web-api/putitem/">PutItem</a>
 */
public final class PutItem {
  private PutItem() {}

  /**
   * What is written, and when.
   *
   * @param updateMode of {@link UpdateMode}; null replaces all
   * @param conditionExpression what has to be true of the item; null for nothing
   */
  public record Request(
      Map<String, WireValue> item,
      @Nullable String updateMode,
      @Nullable String conditionExpression) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Member.required("Item", WireValue.MAP),
            Member.of("UpdateMode", Text.any()),
            Member.of("ConditionExpression", Text.any()));

    /** The attributes; empty where one of them is no value or has no name. */
    public Optional<SortedMap<String, ItemValue>> attributes() {
      return WireValue.values(item);
    }
  }
}
