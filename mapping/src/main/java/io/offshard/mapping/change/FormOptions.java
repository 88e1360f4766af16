// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The options of a form while it is built from them. Each is asked for by name; what nobody has
 * asked for when all is read is unknown. Whatever is wrong is an {@link IllegalArgumentException}
 * for the user.
 */
final class FormOptions {
  private final String form;
  private final Map<String, String> given;
  private final TreeSet<String> known = new TreeSet<>();

  FormOptions(String form, Map<String, String> given) {
    this.form = form;
    this.given = given;
  }

  /** The text of an option, or null. */
  @Nullable String text(String name) {
    known.add(name);
    return given.get(name);
  }

  String text(String name, String byDefault) {
    String text = text(name);
    return text == null ? byDefault : text;
  }

  boolean flag(String name) {
    String text = text(name, "false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, text, "true or false");
    };
  }

  /** One of some words, the first being the default; case does not count. */
  <E extends Enum<E>> E word(String name, List<E> words) {
    String text = text(name);
    if (text == null) {
      return words.get(0);
    }
    for (E word : words) {
      if (word.name().equalsIgnoreCase(text)) {
        return word;
      }
    }
    String all =
        String.join(", ", words.stream().map(w -> w.name().toLowerCase(Locale.ROOT)).toList());
    throw wrong(name, text, "one of " + all);
  }

  /** Names with commas between them; none by default. */
  List<String> names(String name) {
    String text = text(name);
    return text == null ? List.of() : parts(name, text, ',');
  }

  List<String> parts(String name, String text, char separator) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split("[" + separator + "]", -1)) {
      parts.add(part.strip());
    }
    if (parts.contains("")) {
      throw wrong(name, text, "names with " + separator + " between them");
    }
    return parts;
  }

  /** Names with a whole number each: {@code price:2,rate:4}. */
  Map<String, Integer> numbers(String name) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String part : names(name)) {
      int colon = part.lastIndexOf(':');
      try {
        numbers.put(part.substring(0, colon), Integer.valueOf(part.substring(colon + 1)));
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw wrong(name, part, "a name, a colon and a whole number");
      }
    }
    return numbers;
  }

  /** Makes sure that all options were asked for. */
  void end() {
    for (String name : new TreeSet<>(given.keySet())) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "record form \""
                + form
                + "\" has no option \""
                + name
                + "\"; it has "
                + String.join(", ", known));
      }
    }
  }

  IllegalArgumentException wrong(String name, String text, String wanted) {
    return new IllegalArgumentException(
        "option \""
            + name
            + "\" of record form \""
            + form
            + "\" is \""
            + text
            + "\"; it has to be "
            + wanted);
  }
}
