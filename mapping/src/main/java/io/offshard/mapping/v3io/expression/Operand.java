// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.v3io.expression.Token.Kind;
import java.util.Map;
import java.util.Optional;

/** What is compared, or becomes the value of an attribute. */
sealed interface Operand {

  /** An attribute of the item. */
  record Attribute(String name) implements Operand {
    /** As callers are told of it. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** A value that the expression names. */
  record Literal(ItemValue value) implements Operand {}

  /** Reads a value or a name; a call of a function is refused by its name. */
  static Operand read(Tokens tokens) {
    if (tokens.isCall()) {
      throw InvalidExpression.unsupported(tokens.peek().text() + "(...)");
    }
    boolean negative = tokens.takeSign("-");
    Token token = tokens.take();
    if (negative && token.kind() != Kind.NUMBER) {
      throw InvalidExpression.because("no number behind a minus sign: " + token.text());
    }
    return switch (token.kind()) {
      case NUMBER -> new Literal(new ItemValue.Decimal((negative ? "-" : "") + token.text()));
      case TEXT -> new Literal(new ItemValue.Text(token.text()));
      case NAME -> named(token);
      case SIGN, END ->
          throw InvalidExpression.because("a value is missing before " + token.text());
    };
  }

  private static Operand named(Token token) {
    if (token.isWord("true") || token.isWord("false")) {
      return new Literal(new ItemValue.Bool(token.isWord("true")));
    }
    return new Attribute(token.text());
  }

  /** Its value for an item; empty where that has no such attribute. */
  default Optional<ItemValue> in(Map<String, ItemValue> attributes) {
    return switch (this) {
      case Attribute(String name) -> Optional.ofNullable(attributes.get(name));
      case Literal(ItemValue value) -> Optional.of(value);
    };
  }
}
