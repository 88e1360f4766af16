// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the HTML comment before a block of code says of it; readers of the page do not see it. */
sealed interface Marker {

  /** {@code <!-- run -->}: is run, by the tool of its language. */
  record Run() implements Marker {}

  /** {@code <!-- prints -->}: what the block before it prints; {@code ...} stands for anything. */
  record Prints() implements Marker {}

  /** {@code <!-- save: NAME -->}: is a file of that name beside what the page runs. */
  record Saved(String name) implements Marker {}

  /** {@code <!-- server -->}: the command that starts the server of the page's examples. */
  record Server() implements Marker {}

  /**
   * {@code <!-- config -->}: a part of the server's file; {@code <!-- config: whole -->}: enough of
   * it for {@code serve} to start.
   */
  record Config(boolean whole) implements Marker {}

  /** {@code <!-- from: FILE#REGION -->}: the region of a source of this repository. */
  record From(String file, String region) implements Marker {}

  /** {@code <!-- not run: REASON -->}. */
  record NotRun(String reason) implements Marker {}

  Pattern COMMENT = Pattern.compile("<!-- ([a-z ]+?)(?:: (.+))? -->");

  /** What that line says, or null if it is no marker. */
  static @Nullable Marker parse(String line) {
    Matcher comment = COMMENT.matcher(line.strip());
    if (!comment.matches()) {
      return null;
    }
    String rest = comment.group(2) == null ? "" : comment.group(2);
    String[] place = rest.split("#", -1);
    return switch (comment.group(1)) {
      case "run" -> rest.isEmpty() ? new Run() : null;
      case "prints" -> rest.isEmpty() ? new Prints() : null;
      case "server" -> rest.isEmpty() ? new Server() : null;
      case "config" -> rest.isEmpty() || rest.equals("whole") ? new Config(!rest.isEmpty()) : null;
      case "save" -> rest.isEmpty() ? null : new Saved(rest);
      case "from" -> place.length == 2 ? new From(place[0], place[1]) : null;
      case "not run" -> rest.isEmpty() ? null : new NotRun(rest);
      default -> null;
    };
  }
}
