// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.json;

import io.offshard.mapping.item.Items;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** JSON of all kinds for property tests. */
public final class JsonValues {

  private JsonValues() {}

  /** Values nested up to four deep. */
  public static Arbitrary<JsonValue> any() {
    return values(4);
  }

  /** Objects nested up to five deep. */
  public static Arbitrary<JsonValue.Obj> objects() {
    return Arbitraries.maps(Items.texts(), any()).ofMaxSize(5).map(JsonValue.Obj::new);
  }

  private static Arbitrary<JsonValue> values(int levels) {
    Arbitrary<JsonValue> scalar =
        Arbitraries.oneOf(
            List.of(
                Items.texts().map(JsonValue.Text::new),
                Arbitraries.longs().map(number -> new JsonValue.Num(Long.toString(number))),
                Arbitraries.doubles().map(number -> new JsonValue.Num(Double.toString(number))),
                Arbitraries.of(true, false).map(JsonValue.Truth::of),
                Arbitraries.just(JsonValue.Null.NULL)));
    if (levels == 0) {
      return scalar;
    }
    return Arbitraries.frequencyOf(
        Tuple.of(4, scalar),
        Tuple.of(
            1,
            Arbitraries.lazy(
                () -> values(levels - 1).list().ofMaxSize(3).map(JsonValue.Array::new))),
        Tuple.of(
            1,
            Arbitraries.lazy(
                () ->
                    Arbitraries.maps(Items.texts(), values(levels - 1))
                        .ofMaxSize(3)
                        .map(JsonValue.Obj::new))));
  }
}
