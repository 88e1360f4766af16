// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A place as the path of a URL names it: a container and what is in it. Percent signs are decoded
 * once, in each element by itself, so that {@code %2F} is a part of a name and no separator; what
 * no name can hold then is for those who look the name up.
 *
 * @param container the first element, as sent but for the decoding; empty where there is none
 * @param elements the names below the container; none is empty
 * @param directory whether a slash stands at the end
 */
public record ResourcePath(String container, List<String> elements, boolean directory) {
  /** So many fit an int; shard numbers have fewer. */
  private static final int MOST_DIGITS = 9;

  public ResourcePath {
    elements = List.copyOf(elements);
  }

  /** Reads the path of a URL, neither decoded nor normalised; repeated slashes count once. */
  public static ResourcePath of(String path) {
    List<String> names = new ArrayList<>();
    for (String part : path.split("/")) {
      if (!part.isEmpty()) {
        names.add(decoded(part));
      }
    }
    return names.isEmpty()
        ? new ResourcePath("", List.of(), true)
        : new ResourcePath(names.getFirst(), names.subList(1, names.size()), path.endsWith("/"));
  }

  /** A percent sign that begins no escape stays one. */
  static String decoded(String part) {
    if (part.indexOf('%') < 0) {
      return part;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
    byte[] sent = part.getBytes(UTF_8);
    for (int i = 0; i < sent.length; i++) {
      int escaped = sent[i] == '%' && i + 2 < sent.length ? hex(sent[i + 1], sent[i + 2]) : -1;
      if (escaped >= 0) {
        bytes.write(escaped);
        i += 2;
      } else {
        bytes.write(sent[i]);
      }
    }
    return bytes.toString(UTF_8);
  }

  private static int hex(byte high, byte low) {
    int upper = Character.digit(high, 16);
    int lower = Character.digit(low, 16);
    return upper < 0 || lower < 0 ? -1 : upper << 4 | lower;
  }

  /**
   * The place when the body names the rest of it.
   *
   * @param name a last element; null where the path has it
   * @return empty where the two do not go together: the path has to end with a slash then, and the
   *     name must be one element
   */
  public Optional<ResourcePath> with(@Nullable String name) {
    if (name == null) {
      return Optional.of(this);
    }
    if (!directory || name.isEmpty() || name.indexOf('/') >= 0) {
      return Optional.empty();
    }
    List<String> longer = new ArrayList<>(elements);
    longer.add(name);
    return Optional.of(new ResourcePath(container, longer, false));
  }

  /** The last element where it is a shard's number; one that no shard has may come out smaller. */
  public OptionalInt shard() {
    if (elements.isEmpty() || !elements.getLast().matches("0|[1-9][0-9]*")) {
      return OptionalInt.empty();
    }
    String digits = elements.getLast();
    return OptionalInt.of(
        digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits));
  }

  /** The place without its last element, of which there must be one. */
  public ResourcePath parent() {
    return new ResourcePath(container, elements.subList(0, elements.size() - 1), true);
  }
}
