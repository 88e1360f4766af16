// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a value has to look like.
 *
 * @param min the least length or value; {@link Long#MIN_VALUE} for none
 * @param max the greatest; {@link Long#MAX_VALUE} for none
 * @param good a value that is right
 * @param pattern what a text has to match, empty for none
 * @param set the values of an enum
 */
record Form(
    String name, Type type, long min, long max, String good, String pattern, List<String> set) {

  enum Type {
    STRING,
    ENUM,
    INTEGER,
    BOOLEAN,
    BLOB,
    TIMESTAMP,
    LIST,
    MAP,
    STRUCTURE
  }

  /** A line of the table, cut at its blanks. */
  static Form parse(String[] words) {
    String rule = words[6];
    boolean set = rule.startsWith("{");
    return new Form(
        words[1],
        Type.valueOf(words[2].toUpperCase(Locale.ROOT)),
        words[3].equals("-") ? Long.MIN_VALUE : Long.parseLong(words[3]),
        words[4].equals("-") ? Long.MAX_VALUE : Long.parseLong(words[4]),
        words[5],
        set || rule.equals("-") ? "" : rule,
        set ? Arrays.asList(rule.substring(1, rule.length() - 1).split(",")) : List.of());
  }
}
