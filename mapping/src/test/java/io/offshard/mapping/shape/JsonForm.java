// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** JSON with white space and escapes wherever they may be. */
final class JsonForm extends Form {
  private static final String[] STRANGE = {
    "1.5",
    "1e3",
    "-0",
    "01",
    "1e",
    "nul",
    "\"\\ud800\"",
    "\"\\x\"",
    "\"\t\"",
    "tru",
    "\"\\udc00a\"",
    ""
  };

  private final StringBuilder out = new StringBuilder();
  private boolean separated;

  JsonForm(Random random, int disturbed) {
    super(random, disturbed);
  }

  private void token(String token) {
    String blanks = " \n\r\t";
    while (random.nextInt(6) == 0) {
      out.append(blanks.charAt(random.nextInt(blanks.length())));
    }
    out.append(token);
  }

  private void separate() {
    if (separated) {
      token(",");
    }
    separated = true;
  }

  @Override
  void beginMap(int size) {
    separate();
    token("{");
    separated = false;
  }

  @Override
  void endMap() {
    token("}");
    separated = true;
  }

  @Override
  void name(String name) {
    text(name, isDisturbed());
    token(":");
    separated = false;
  }

  @Override
  void beginList(int size) {
    separate();
    token("[");
    separated = false;
  }

  @Override
  void endList() {
    token("]");
    separated = true;
  }

  @Override
  void text(String text) {
    text(text, random.nextInt(4) == 0);
  }

  private void text(String text, boolean escaping) {
    separate();
    token("\"");
    text.chars().forEach(c -> character((char) c, escaping));
    out.append('"');
  }

  private void character(char c, boolean escaping) {
    String shorts = "\"\\/\b\f\n\r\t";
    int known = shorts.indexOf(c);
    boolean must = known == 0 || known == 1 || c < ' ';
    if (known >= 0 && (must || escaping) && random.nextInt(4) > 0) {
      out.append('\\').append("\"\\/bfnrt".charAt(known));
    } else if (must || (escaping && (Character.isSurrogate(c) || random.nextInt(3) == 0))) {
      out.append((random.nextBoolean() ? "\\u%04x" : "\\u%04X").formatted((int) c));
    } else {
      out.append(c);
    }
  }

  @Override
  void bytes(byte[] bytes) {
    text(base64(bytes));
  }

  @Override
  void flag(boolean flag) {
    separate();
    token(String.valueOf(flag));
  }

  @Override
  void number(long number) {
    separate();
    token(String.valueOf(number));
  }

  @Override
  void nothing() {
    separate();
    token("null");
  }

  @Override
  void strange() {
    separate();
    token(STRANGE[random.nextInt(STRANGE.length)]);
  }

  @Override
  byte[] body() {
    token(isDisturbed() ? "x" : "");
    return out.toString().getBytes(UTF_8);
  }
}
