// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.items;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key of a record in the log of items. Each is written once, and cleared once or twice. */
public sealed interface ItemLogKey {
  /** The table that it is about. */
  String table();

  /**
   * Of a write that somebody proposes.
   *
   * @param version that the item would have, one more than it had for the writer
   * @param id which no other one has
   */
  record Proposed(ItemKey item, long version, UUID id) implements ItemLogKey {
    @Override
    public String table() {
      return item.table();
    }

    /** As text: table, name, version and id with slashes between them. */
    @Override
    public String toString() {
      return item.table() + "/" + item.name() + "/" + version + "/" + id;
    }
  }

  /** That a table has been dropped; its state is {@link ItemState.Gone}. */
  record Dropped(String table) implements ItemLogKey {
    @Override
    public String toString() {
      return table;
    }
  }

  /** Reads the text that a key is; empty for any other. */
  static Optional<ItemLogKey> parse(String text) {
    Matcher proposed = Text.PROPOSED.matcher(text);
    if (proposed.matches() && ItemKey.isName(proposed.group(1))) {
      return ItemKey.isName(proposed.group(2))
          ? Optional.of(
              new Proposed(
                  new ItemKey(proposed.group(1), proposed.group(2)),
                  Long.parseLong(proposed.group(3)),
                  UUID.fromString(proposed.group(4))))
          : Optional.empty();
    }
    return text.indexOf('/') < 0 && ItemKey.isName(text)
        ? Optional.of(new Dropped(text))
        : Optional.empty();
  }

  /** The form of the keys. */
  final class Text {
    private static final Pattern PROPOSED =
        Pattern.compile(
            "([^/]+)/(.+)/([1-9]\\d{0,17})/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
            Pattern.DOTALL);

    private Text() {}
  }
}
