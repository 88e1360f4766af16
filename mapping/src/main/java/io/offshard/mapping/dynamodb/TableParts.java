// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.Shards;
import io.offshard.mapping.lineage.TableStream;
import io.offshard.mapping.stream.HashKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The shards of a table's stream, by their ids. A pure function of the shards of the topic and of
 * the table's stream; the ids never change. Of an enabled stream each one that is closed has a
 * child. Immutable.
 *
 * @param all in the lexical order of their ids
 */
public record TableParts(List<TablePart> all) {

  /**
   * The shards.
   *
   * @param isSeen whether a shard is still to be seen; a parent that is not is left out
   */
  public static TableParts of(Shards shards, TableStream table, Predicate<Shard> isSeen) {
    Predicate<Shard> included = shard -> table.includes(shard) && isSeen.test(shard);
    List<TablePart> parts = new ArrayList<>();
    for (Shard shard : shards.all()) {
      if (included.test(shard)) {
        for (int piece = 0; piece <= shard.seams().size(); piece++) {
          parts.add(part(shards, table, included, shard, piece));
        }
      }
    }
    parts.sort(Comparator.comparing(TablePart::id));
    return new TableParts(List.copyOf(parts));
  }

  /** That piece of a shard, as the list has it, without the list; empty if it is not in it. */
  public static Optional<TablePart> find(
      Shards shards, TableStream table, Predicate<Shard> isSeen, Shard shard, int piece) {
    Predicate<Shard> included = each -> table.includes(each) && isSeen.test(each);
    return included.test(shard) && piece <= shard.seams().size()
        ? Optional.of(part(shards, table, included, shard, piece))
        : Optional.empty();
  }

  private static TablePart part(
      Shards shards, TableStream table, Predicate<Shard> included, Shard shard, int piece) {
    return new TablePart(
        shard,
        piece,
        id(table, shard, piece),
        parentId(shards, table, included, shard, piece),
        table.startIn(shard),
        table.endIn(shard));
  }

  private static String id(TableStream table, Shard shard, int piece) {
    Instant since = shard.opened().isBefore(table.label()) ? table.label() : shard.opened();
    return TablePart.id(since, piece, shard.index());
  }

  /** That of the one whose keys this one goes on with. */
  private static @Nullable String parentId(
      Shards shards, TableStream table, Predicate<Shard> included, Shard shard, int piece) {
    HashKey first = piece == 0 ? shard.range().start() : shard.seams().get(piece - 1);
    return shard.parents().stream()
        .flatMap(index -> shards.get(index).stream())
        .filter(parent -> parent.range().contains(first))
        .filter(included)
        .map(parent -> id(table, parent, TablePart.piece(parent.seams(), first)))
        .findFirst()
        .orElse(null);
  }

  /** The shard of that id. */
  public Optional<TablePart> find(String id) {
    return all.stream().filter(part -> part.id().equals(id)).findFirst();
  }

  /** Those whose ids come after that one. */
  public List<TablePart> after(String id) {
    return all.stream().filter(part -> part.id().compareTo(id) > 0).toList();
  }

  /** Those whose parent is that one. */
  public List<TablePart> childrenOf(String id) {
    return all.stream().filter(part -> id.equals(part.parentId())).toList();
  }
}
