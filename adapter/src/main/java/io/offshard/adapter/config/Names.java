// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How keys are named, and which one somebody may have meant. */
final class Names {
  private Names() {}

  /** {@code maxBodyBytes} becomes {@code max-body-bytes}. */
  static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** {@code api.max-body-bytes} becomes {@code OFFSHARD_API_MAX_BODY_BYTES}. */
  static String variable(String path) {
    return "OFFSHARD_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The candidate that differs least, as a whole or, somewhere else in the tree, by its name. */
  static Optional<String> nearest(String path, Stream<String> candidates) {
    return candidates.min(Comparator.comparingInt(candidate -> difference(path, candidate)));
  }

  private static int difference(String path, String candidate) {
    int moved = edits(lastPart(path), lastPart(candidate)) + 1;
    return Math.min(edits(path, candidate), moved);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Levenshtein distance. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[row.length - 1];
  }
}
