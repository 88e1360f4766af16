// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A container, and the streams that are in it: those whose names begin with its prefix. What
 * follows the prefix is the path, with dots for slashes, so that every stream has one path in it
 * and nothing has to be stored.
 *
 * @param name as in URLs
 * @param prefix what the names of its streams begin with; empty for all streams
 * @param id the number that may stand in URLs in place of the name
 */
public record Container(String name, String prefix, OptionalInt id) {
  /** No stream has a longer name in any dialect. */
  private static final int LONGEST_NAME = 128;

  private static final Pattern ELEMENT = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST_NAME + "}");

  /** Whether the first element of a path means it. */
  public boolean isNamed(String element) {
    return name.equals(element)
        || (id.isPresent() && Integer.toString(id.getAsInt()).equals(element));
  }

  /**
   * The name of the stream at that path.
   *
   * @return empty where no stream can be there: an element has a dot, or what no topic's name has,
   *     or all are too long together
   */
  public Optional<String> stream(List<String> elements) {
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder stream = new StringBuilder(prefix);
    for (int i = 0; i < elements.size(); i++) {
      if (!ELEMENT.matcher(elements.get(i)).matches() || stream.length() > LONGEST_NAME) {
        return Optional.empty();
      }
      stream.append(i == 0 ? "" : ".").append(elements.get(i));
    }
    return Optional.of(stream.toString()).filter(all -> all.length() <= LONGEST_NAME);
  }

  /** The path of a stream in it; empty for streams that are not in it. */
  public Optional<List<String>> path(String stream) {
    if (!stream.startsWith(prefix)) {
      return Optional.empty();
    }
    List<String> elements = List.of(stream.substring(prefix.length()).split("\\.", -1));
    return elements.stream().allMatch(each -> ELEMENT.matcher(each).matches())
        ? Optional.of(elements)
        : Optional.empty();
  }
}
