// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

/** A pattern of names: {@code *} stands for any text, {@code ?} for one character. */
public record Glob(String pattern) {

  /** Whether it is a name, and stands for that one only. */
  public boolean isLiteral() {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
  }

  /** Whether the whole name is as the pattern says. */
  public boolean matches(String name) {
    int inPattern = 0;
    int inName = 0;
    int star = -1;
    int behindStar = 0;
    while (inName < name.length()) {
      char wanted = inPattern < pattern.length() ? pattern.charAt(inPattern) : '\0';
      if (wanted == '*') {
        star = inPattern++;
        behindStar = inName;
      } else if (wanted == '?' || wanted == name.charAt(inName)) {
        inPattern++;
        inName++;
      } else if (star >= 0) {
        inPattern = star + 1; // the last star stands for one character more
        inName = ++behindStar;
      } else {
        return false;
      }
    }
    while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
      inPattern++;
    }
    return inPattern == pattern.length();
  }
}
