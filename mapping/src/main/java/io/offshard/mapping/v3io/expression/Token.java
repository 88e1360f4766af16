// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io.expression;

/**
 * A word of an expression.
 *
 * @param text of a quoted text what is between the quotes, else as it stands there
 */
record Token(Kind kind, String text) {
  static final Token END = new Token(Kind.END, "the end");

  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    /** An operator, a bracket or another sign. */
    SIGN,
    END
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Whether it is that word, in whatever case of letters. */
  boolean isWord(String word) {
    return kind == Kind.NAME && text.equalsIgnoreCase(word);
  }
}
