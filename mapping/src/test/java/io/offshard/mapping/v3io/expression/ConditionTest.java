// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.offshard.mapping.items.ItemValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions, held against what they are made from. */
class ConditionTest {
  private static final Map<String, ItemValue> ITEM =
      Map.of(
          "__mtime_secs", new ItemValue.Decimal("1700000000"),
          "__mtime_nsecs", new ItemValue.Decimal("7"),
          "state", new ItemValue.Text("it's"),
          "on", new ItemValue.Bool(true));

  /** A text, and what it means for numbers by name. */
  record Said(String text, Predicate<Map<String, Integer>> meaning) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(__mtime_nsecs == 7) AND (__mtime_secs == 1700000000)",
        "__mtime_nsecs==7 and __mtime_secs==1.7e9",
        "exists(state)",
        "not(exists(other))",
        "NOT other == 1",
        "not(not(on == true))",
        "other == 1 OR state == 'it\\'s'",
        "state == \"it's\"",
        "state != 1",
        "7 >= __mtime_nsecs",
        "__mtime_nsecs > -7",
        "1 == 2 AND 1 == 1 or 1 == 1",
      })
  void holds(String condition) {
    assertThat(Condition.parse(condition).holds(ITEM)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(__mtime_nsecs == 8) AND (__mtime_secs == 1700000000)",
        "other == 1",
        "other != 1",
        "other < 1 OR other >= 1",
        "state == 1",
        "state < 1",
        "on == false",
        "exists(__obj_type)",
        "not(exists(state))",
        "1 == 1 AND (1 == 2 OR 2 == 1)",
      })
  void doesNotHold(String condition) {
    assertThat(Condition.parse(condition).holds(ITEM)).isFalse();
  }

  @Property
  void meansWhatItWasMadeFrom(@ForAll("conditions") Said made, @ForAll List<Integer> values) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, ItemValue> attributes = new HashMap<>();
    for (int i = 0; i < Math.min(3, values.size()); i++) {
      String name = List.of("a", "b", "c_1").get(i);
      int value = Math.floorMod(values.get(i), 5);
      numbers.put(name, value);
      attributes.put(name, new ItemValue.Decimal(Integer.toString(value)));
    }
    assertThat(Condition.parse(made.text()).holds(attributes))
        .as("%s of %s", made.text(), numbers)
        .isEqualTo(made.meaning().test(numbers));
  }

  @Provide
  Arbitrary<Said> conditions() {
    return Arbitraries.lazyOf(
        this::comparisons, this::comparisons, this::existences, this::negations, this::joined);
  }

  private Arbitrary<Said> comparisons() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c_1", "d"),
            Arbitraries.of("==", "!=", "<", ">", "<=", ">="),
            Arbitraries.integers().between(0, 5))
        .as(
            (name, sign, number) ->
                new Said(
                    name + " " + sign + number,
                    item -> item.containsKey(name) && compared(item.get(name), sign, number)));
  }

  private static boolean compared(int left, String sign, int right) {
    return switch (sign) {
      case "==" -> left == right;
      case "!=" -> left != right;
      case "<" -> left < right;
      case ">" -> left > right;
      case "<=" -> left <= right;
      default -> left >= right;
    };
  }

  private Arbitrary<Said> existences() {
    return Arbitraries.of("a", "b", "d")
        .map(name -> new Said("exists( " + name + ")", item -> item.containsKey(name)));
  }

  private Arbitrary<Said> negations() {
    return conditions()
        .map(inner -> new Said("not(" + inner.text() + ")", inner.meaning().negate()));
  }

  private Arbitrary<Said> joined() {
    return Combinators.combine(conditions(), Arbitraries.of("AND", "and", "OR", "Or"), conditions())
        .as(
            (left, word, right) ->
                new Said(
                    "(" + left.text() + ")" + word + " (" + right.text() + ")",
                    word.equalsIgnoreCase("and")
                        ? left.meaning().and(right.meaning())
                        : left.meaning().or(right.meaning())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a ==",
        "== 1",
        "a = 1",
        "a === 1",
        "a == 1)",
        "(a == 1",
        "a == 'x",
        "exists(a",
        "exists(1)",
        "exists()",
        "a == 1 b == 2",
        "AND",
        "a == 1 AND",
        "a == #",
        "a == 1e9999",
        "a == 12x",
        "a == -b",
        "a == size(b)",
        "not",
        "()"
      })
  void isRefusedWhereItIsNone(String text) {
    assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(InvalidExpression.class);
  }

  @Test
  void isRefusedWhereItIsTooDeepOrTooLong() {
    assertThatThrownBy(() -> Condition.parse("(".repeat(5_000) + "a==1"))
        .isInstanceOf(InvalidExpression.class);
    assertThatThrownBy(() -> Condition.parse("not ".repeat(100) + "a==1"))
        .isInstanceOf(InvalidExpression.class);
    assertThatThrownBy(() -> Condition.parse("a==1 AND ".repeat(100_000) + "a==1"))
        .isInstanceOf(InvalidExpression.class);
    assertThat(Condition.parse("a==1 AND ".repeat(1_500) + "a==1").holds(Map.of())).isFalse();
    assertThat(Condition.parse("(".repeat(60) + "1==1" + ")".repeat(60)).holds(Map.of())).isTrue();
  }

  @Property
  void anyTextIsACondititionOrRefused(@ForAll @StringLength(max = 40) String text) {
    assertThat(catchThrowable(() -> Condition.parse(text)))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isNull(),
            thrown -> assertThat(thrown).isInstanceOf(InvalidExpression.class));
  }

  @Property
  void anyWordsAreAConditionOrRefused(@ForAll("words") String text) {
    anyTextIsACondititionOrRefused(text);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of("a", "1", "'x'", "==", "<", "(", ")", "not", "exists", "AND", "OR", "-")
        .list()
        .ofMaxSize(12)
        .map(words -> String.join(" ", words));
  }
}
