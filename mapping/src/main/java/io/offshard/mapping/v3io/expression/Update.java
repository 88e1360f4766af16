// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

import io.offshard.mapping.items.ItemValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an item is changed: attributes that are set one after another, {@code SET a=1; b=a+2}. Values
 * are literals and attributes, and sums and differences of numbers; functions and removals are
 * refused by name. Immutable.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/expressions/update-expression/">Update
 *     expression</a>
 */
public final class Update {
  private final List<Assignment> assignments;

  /** An attribute, and the terms whose sum it becomes; a term alone may be of any type. */
  private record Assignment(String name, List<Term> terms) {}

  private record Term(boolean negative, Operand operand) {}

  private Update(List<Assignment> assignments) {
    this.assignments = List.copyOf(assignments);
  }

  /**
   * Reads an expression.
   *
   * @throws InvalidExpression where the text is none that is served here
   */
  public static Update parse(String text) {
    Tokens tokens = new Tokens(text);
    List<Assignment> all = new ArrayList<>();
    while (!tokens.isAtEnd()) {
      tokens.takeWord("SET");
      all.add(assignment(tokens));
      if (!tokens.isAtEnd()) {
        tokens.require(";");
      }
    }
    if (all.isEmpty()) {
      throw InvalidExpression.because("nothing is set");
    }
    return new Update(all);
  }

  private static Assignment assignment(Tokens tokens) {
    Token name = tokens.take();
    if (name.kind() != Token.Kind.NAME) {
      throw InvalidExpression.because("no attribute: " + name.text());
    }
    if (tokens.peek().kind() == Token.Kind.NAME) {
      throw InvalidExpression.unsupported(name.text()); // REMOVE, DELETE, ADD and a name
    }
    tokens.require("=");
    List<Term> terms = new ArrayList<>();
    boolean negative = false;
    do {
      terms.add(new Term(negative, Operand.read(tokens)));
      negative = tokens.peek().isSign("-");
    } while (tokens.takeSign("+") || tokens.takeSign("-"));
    return new Assignment(name.text(), terms);
  }

  /** The names of the attributes that it sets. */
  public List<String> names() {
    return assignments.stream().map(Assignment::name).toList();
  }

  /**
   * The attributes of an item when it has been changed.
   *
   * @param readable others that values may name
   * @throws InvalidExpression where an attribute is missing or cannot be added up
   */
  public SortedMap<String, ItemValue> apply(
      Map<String, ItemValue> attributes, Map<String, ItemValue> readable) {
    SortedMap<String, ItemValue> changed = new TreeMap<>(attributes);
    Map<String, ItemValue> seen = new HashMap<>(attributes);
    seen.putAll(readable);
    for (Assignment each : assignments) {
      ItemValue value = value(each.terms(), seen);
      changed.put(each.name(), value);
      seen.put(each.name(), value);
    }
    return changed;
  }

  private static ItemValue value(List<Term> terms, Map<String, ItemValue> attributes) {
    if (terms.size() == 1) {
      return value(terms.getFirst(), attributes);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Term term : terms) {
      if (!(value(term, attributes) instanceof ItemValue.Decimal(String digits))) {
        throw InvalidExpression.because("only numbers can be added up");
      }
      BigDecimal number = Numerals.value(digits);
      sum = term.negative() ? sum.subtract(number) : sum.add(number);
    }
    String digits = sum.toString();
    if (!Numerals.isNumber(digits)) {
      throw InvalidExpression.because("the sum has too many digits");
    }
    return new ItemValue.Decimal(digits);
  }

  private static ItemValue value(Term term, Map<String, ItemValue> attributes) {
    return term.operand()
        .in(attributes)
        .orElseThrow(() -> InvalidExpression.because("no such attribute: " + term.operand()));
  }
}
