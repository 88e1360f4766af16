// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.Container;
import io.offshard.mapping.v3io.ResourcePath;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A place in a container, whether or not there is anything.
 *
 * @param path the names below the container
 * @param stream the innermost stream that it is or is in; null outside of streams
 * @param depth how many of the names are the stream's
 */
record Spot(Container container, List<String> path, @Nullable Lineage stream, int depth) {
  /** Before the names of objects and items, which thereby are no shards. */
  private static final String OBJECTS = "o/";

  /** Before the numbers of shards. */
  static final String SHARDS = "s/";

  private static final int MOST_DIGITS = 9;

  Spot {
    path = List.copyOf(path);
  }

  /** Where what is there is kept: with its stream, whose end it does not outlive. */
  String table() {
    return stream == null ? "v3io." + container.name() : stream.topicId().orElseThrow().toString();
  }

  /** The names below the stream, or below the container. */
  private List<String> rest() {
    return path.subList(depth, path.size());
  }

  /** Whether it is the container itself. */
  boolean isRoot() {
    return path.isEmpty();
  }

  /** Whether it is a stream. */
  boolean isStream() {
    return stream != null && rest().isEmpty();
  }

  /** Whether the path of it means a directory. A slash behind a shard's number says nothing. */
  boolean isDirectory(ResourcePath sent) {
    return isRoot() || isStream() || (sent.directory() && shard().isEmpty());
  }

  /** The number that a shard would have there; empty where none can be. */
  OptionalInt shard() {
    return stream != null && rest().size() == 1 ? shard(rest().getFirst()) : OptionalInt.empty();
  }

  /** The number that a name is; empty for other names. */
  static OptionalInt shard(String name) {
    return name.length() <= MOST_DIGITS && name.matches("0|[1-9][0-9]*")
        ? OptionalInt.of(Integer.parseInt(name))
        : OptionalInt.empty();
  }

  /** What an object or an item there is kept as. */
  ItemKey object() {
    return new ItemKey(table(), OBJECTS + String.join("/", rest()));
  }

  /** What a shard is kept as. */
  ItemKey shard(int number) {
    return new ItemKey(table(), SHARDS + number);
  }

  /** What the names of all that is below it begin with; of itself, where it was made by a call. */
  String below() {
    return rest().isEmpty() ? OBJECTS : OBJECTS + String.join("/", rest()) + "/";
  }

  /** What a directory there that a call has made is kept as; not for streams and containers. */
  ItemKey directory() {
    return new ItemKey(table(), below());
  }

  /** The path of something in it. */
  String key(String name) {
    return path.isEmpty() ? name : String.join("/", path) + "/" + name;
  }
}
