// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.items.ItemValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that change items. */
class UpdateTest {
  private static final Map<String, ItemValue> ITEM =
      Map.of("n", new ItemValue.Decimal("2"), "s", new ItemValue.Text("x"));

  @Test
  void setsOneAttributeAfterAnother() {
    Update update = Update.parse("SET a = 1; b='y' ;SET c = a + n - 0.5; d = s; e = __size;");
    assertThat(update.names()).containsExactly("a", "b", "c", "d", "e");
    assertThat(update.apply(ITEM, Map.of("__size", new ItemValue.Decimal("9"))))
        .isEqualTo(
            Map.of(
                "n", new ItemValue.Decimal("2"),
                "s", new ItemValue.Text("x"),
                "a", new ItemValue.Decimal("1"),
                "b", new ItemValue.Text("y"),
                "c", new ItemValue.Decimal("2.5"),
                "d", new ItemValue.Text("x"),
                "e", new ItemValue.Decimal("9")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"REMOVE a", "delete a", "a = min(a, 1)", "a = if_not_exists(a, 1)"})
  void namesWhatIsNotServed(String text) {
    assertThatThrownBy(() -> Update.parse(text))
        .isInstanceOfSatisfying(
            InvalidExpression.class, e -> assertThat(e.isUnsupported()).isTrue())
        .hasMessageContaining("Offshard does not support");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "SET", "a", "a == 1", "a = ", "a = 1 b = 2", "1 = a", "a = 'x", "a = 1 +"})
  void isRefusedWhereItIsNone(String text) {
    assertThatThrownBy(() -> Update.parse(text))
        .isInstanceOfSatisfying(
            InvalidExpression.class, e -> assertThat(e.isUnsupported()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a = missing", "a = s + 1", "a = 1 + 'x'", "a = 1e999 + 1"})
  void isRefusedWhereTheItemDoesNotSuit(String text) {
    Update update = Update.parse(text);
    assertThatThrownBy(() -> update.apply(ITEM, Map.of())).isInstanceOf(InvalidExpression.class);
  }

  @Test
  void anAttributeThatIsMissingIsCalledByItsName() {
    Update update = Update.parse("a = missing");
    assertThatThrownBy(() -> update.apply(ITEM, Map.of()))
        .hasMessageEndingWith("no such attribute: missing");
  }
}
