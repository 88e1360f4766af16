// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

import io.offshard.mapping.v3io.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes an expression apart into words and goes through them. Not thread-safe. */
final class Tokens {
  /** The longest expression in characters; clients' own have some hundreds. */
  static final int MOST_CHARACTERS = 16 << 10;

  private static final List<String> SIGNS =
      List.of("==", "!=", "<=", ">=", "<", ">", "=", "(", ")", "+", "-", ";", ",");

  private final String text;
  private final List<Token> all = new ArrayList<>();
  private int at;
  private int next;

  /** The words of a text; throws {@link InvalidExpression} where it has other ones. */
  Tokens(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw InvalidExpression.because("an expression is longer than " + MOST_CHARACTERS);
    }
    this.text = text;
    while (skipSpace()) {
      all.add(read());
    }
  }

  private boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private Token read() {
    char first = text.charAt(at);
    if (first == '\'' || first == '"') {
      return quoted(first);
    }
    if (isDigit(first)
        || (first == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      return number();
    }
    if (Character.isLetter(first) || first == '_') {
      int from = at;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return new Token(Kind.NAME, text.substring(from, at));
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return new Token(Kind.SIGN, sign);
      }
    }
    throw InvalidExpression.because("nothing begins with " + first);
  }

  /** A backslash takes the meaning from a quote and from another backslash. */
  private Token quoted(char quote) {
    StringBuilder content = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        return new Token(Kind.TEXT, content.toString());
      }
      boolean escapes = c == '\\' && at + 1 < text.length() && isEscaped(text.charAt(at + 1));
      content.append(escapes ? text.charAt(++at) : c);
    }
    throw InvalidExpression.because("a quoted text has no end");
  }

  private Token number() {
    int from = at;
    while (at < text.length() && isNumberPart(at)) {
      at++;
    }
    String digits = text.substring(from, at);
    if (!Numerals.isNumber(digits)) {
      throw InvalidExpression.because("no number: " + digits);
    }
    return new Token(Kind.NUMBER, digits);
  }

  private boolean isNumberPart(int place) {
    char c = text.charAt(place);
    boolean exponentSign =
        (c == '+' || c == '-') && (text.charAt(place - 1) == 'e' || text.charAt(place - 1) == 'E');
    return isNamePart(c) || exponentSign;
  }

  private static boolean isEscaped(char c) {
    return c == '\'' || c == '"' || c == '\\';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Names of attributes have dots too. */
  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  boolean isAtEnd() {
    return next >= all.size();
  }

  Token peek() {
    return next < all.size() ? all.get(next) : Token.END;
  }

  Token take() {
    Token token = peek();
    next++;
    return token;
  }

  /** Takes the next word where it is that one, in whatever case of letters. */
  boolean takeWord(String word) {
    boolean found = peek().isWord(word);
    next += found ? 1 : 0;
    return found;
  }

  /** Takes the next word where it is that sign. */
  boolean takeSign(String sign) {
    boolean found = peek().isSign(sign);
    next += found ? 1 : 0;
    return found;
  }

  void require(String sign) {
    if (!takeSign(sign)) {
      throw InvalidExpression.because("'" + sign + "' is missing before " + peek().text());
    }
  }

  /** Whether the next word is the name of a function: it is followed by a bracket. */
  boolean isCall() {
    return peek().kind() == Kind.NAME && next + 1 < all.size() && all.get(next + 1).isSign("(");
  }
}
