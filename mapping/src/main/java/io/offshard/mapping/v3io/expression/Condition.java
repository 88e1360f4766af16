// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

import io.offshard.mapping.items.ItemValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What has to be true of an item for it to be changed: comparisons of attributes and values joined
 * by {@code AND}, {@code OR}, {@code not(...)} and brackets, and {@code exists(attribute)}. A
 * comparison with an attribute that the item has not is false. Immutable.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/expressions/condition-expression/">Condition
 *     expression</a>
 */
public sealed interface Condition {
  /** So many brackets and negations may be open at once. */
  int MOST_DEPTH = 64;

  /** The item has the attribute. */
  record Exists(String name) implements Condition {}

  /** Two values compare like that. */
  record Compare(Operand left, Comparison how, Operand right) implements Condition {}

  /** All of them hold. */
  record All(List<Condition> conditions) implements Condition {}

  /** At least one of them holds. */
  record Any(List<Condition> conditions) implements Condition {}

  /** It does not hold. */
  record Not(Condition condition) implements Condition {}

  /**
   * Reads a condition.
   *
   * @throws InvalidExpression where the text is none, or is longer or deeper than any may be
   */
  static Condition parse(String text) {
    Tokens tokens = new Tokens(text);
    Condition whole = any(tokens, 0);
    if (!tokens.isAtEnd()) {
      throw InvalidExpression.because("not expected: " + tokens.peek().text());
    }
    return whole;
  }

  private static Condition any(Tokens tokens, int depth) {
    List<Condition> all = new ArrayList<>();
    do {
      all.add(all(tokens, depth));
    } while (tokens.takeWord("OR"));
    return all.size() == 1 ? all.getFirst() : new Any(List.copyOf(all));
  }

  private static Condition all(Tokens tokens, int depth) {
    List<Condition> all = new ArrayList<>();
    do {
      all.add(single(tokens, depth));
    } while (tokens.takeWord("AND"));
    return all.size() == 1 ? all.getFirst() : new All(List.copyOf(all));
  }

  private static Condition single(Tokens tokens, int depth) {
    if (depth > MOST_DEPTH) {
      throw InvalidExpression.because("more than " + MOST_DEPTH + " brackets in each other");
    }
    if (tokens.takeWord("not")) {
      return new Not(single(tokens, depth + 1));
    }
    if (tokens.takeSign("(")) {
      Condition inner = any(tokens, depth + 1);
      tokens.require(")");
      return inner;
    }
    if (tokens.isCall() && tokens.takeWord("exists")) {
      return exists(tokens);
    }
    Operand left = Operand.read(tokens);
    Comparison how = Comparison.read(tokens);
    return new Compare(left, how, Operand.read(tokens));
  }

  private static Condition exists(Tokens tokens) {
    tokens.require("(");
    Token name = tokens.take();
    if (name.kind() != Token.Kind.NAME) {
      throw InvalidExpression.because("no attribute: " + name.text());
    }
    tokens.require(")");
    return new Exists(name.text());
  }

  /** Whether it holds for an item with these attributes. */
  default boolean holds(Map<String, ItemValue> attributes) {
    return switch (this) {
      case Exists(String name) -> attributes.containsKey(name);
      case Compare(Operand left, Comparison how, Operand right) ->
          left.in(attributes)
              .flatMap(a -> right.in(attributes).map(b -> how.holds(a, b)))
              .orElse(false);
      case All(List<Condition> conditions) ->
          conditions.stream().allMatch(each -> each.holds(attributes));
      case Any(List<Condition> conditions) ->
          conditions.stream().anyMatch(each -> each.holds(attributes));
      case Not(Condition condition) -> !condition.holds(attributes);
    };
  }
}
