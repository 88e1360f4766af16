// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;

/**
 * What a page says that something prints. In a line {@code ...} stands for any text, as a line for
 * any lines; how wide the space is before and between words does not matter.
 */
final class Expectation {
  private static final String ANYTHING = "...";

  private final Pattern pattern;

  Expectation(String text) {
    pattern = Pattern.compile(text.lines().map(Expectation::line).collect(joining()));
  }

  boolean isMetBy(String output) {
    String lines = output.lines().map(line -> line.strip() + "\n").collect(joining());
    return pattern.matcher(lines).matches();
  }

  private static String line(String line) {
    if (line.strip().equals(ANYTHING)) {
      return "(?:.*\n)*?";
    }
    StringBuilder regex = new StringBuilder();
    for (String word : line.strip().split("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)")) {
      regex.append(word.isBlank() ? "\\h+" : part(word));
    }
    return regex.append('\n').toString();
  }

  private static String part(String word) {
    StringBuilder regex = new StringBuilder();
    int from = 0;
    int dots = word.indexOf(ANYTHING);
    while (dots >= 0) {
      regex.append(Pattern.quote(word.substring(from, dots))).append(".*?");
      from = dots + ANYTHING.length();
      dots = word.indexOf(ANYTHING, from);
    }
    return regex.append(Pattern.quote(word.substring(from))).toString();
  }
}
