// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

/**
 * A text under construction that repeats what the client sent, cut at a bound: otherwise a hostile
 * body of 14 MiB would come back ten times over in one error.
 */
final class Excerpt {
  private static final int MAX_CHARACTERS = 65_536;

  private final StringBuilder text = new StringBuilder();
  private boolean cut;

  static String of(String text) {
    return new Excerpt().add(text).toString();
  }

  Excerpt add(Object value) {
    String added = value.toString();
    int end = Math.min(added.length(), MAX_CHARACTERS - text.length());
    if (end < added.length()) {
      cut = true;
      // Half a surrogate pair could not be written back.
      end -= end > 0 && Character.isHighSurrogate(added.charAt(end - 1)) ? 1 : 0;
    }
    text.append(added, 0, end);
    return this;
  }

  boolean isFull() {
    return cut || text.length() == MAX_CHARACTERS;
  }

  @Override
  public String toString() {
    return cut ? text + "..." : text.toString();
  }
}
