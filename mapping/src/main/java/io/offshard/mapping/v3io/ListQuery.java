// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import java.util.Arrays;
import java.util.List;

/**
 * What the query of a URL says of the directory that is to be listed.
 *
 * @param prefix the names that lead to the directory
 * @param marker only what comes behind this name; empty for all
 * @param most so many names at most, 1 to 1000
 * @param onlyDirectories whether files are left out
 * @param detailed whether modes, owners and times are told too
 */
public record ListQuery(
    List<String> prefix, String marker, int most, boolean onlyDirectories, boolean detailed) {
  private static final int MOST = 1_000;
  private static final ListQuery ALL = new ListQuery(List.of(), "", MOST, false, false);

  /** Copies the names. */
  public ListQuery {
    prefix = List.copyOf(prefix);
  }

  /** Reads the query as sent, without its question mark; what it does not know it ignores. */
  public static ListQuery of(String query) {
    ListQuery read = ALL;
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
      read = read.with(name, value);
    }
    return read;
  }

  private ListQuery with(String name, String value) {
    return switch (name) {
      case "prefix" -> new ListQuery(names(value), marker, most, onlyDirectories, detailed);
      case "marker" -> new ListQuery(prefix, value, most, onlyDirectories, detailed);
      case "max-keys" -> new ListQuery(prefix, marker, count(value), onlyDirectories, detailed);
      case "prefix-only" -> new ListQuery(prefix, marker, most, isOn(value), detailed);
      case "prefix-info" -> new ListQuery(prefix, marker, most, onlyDirectories, isOn(value));
      default -> this;
    };
  }

  private static String decoded(String value) {
    return ResourcePath.decoded(value.replace('+', ' '));
  }

  private static List<String> names(String prefix) {
    return Arrays.stream(prefix.split("/")).filter(name -> !name.isEmpty()).toList();
  }

  private static int count(String value) {
    return value.matches("[1-9][0-9]{0,8}") ? Math.min(MOST, Integer.parseInt(value)) : MOST;
  }

  private static boolean isOn(String value) {
    return value.equals("1") || value.equalsIgnoreCase("true");
  }
}
