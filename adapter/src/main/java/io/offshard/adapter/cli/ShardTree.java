// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.mapping.lineage.Shard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shards of a stream as a tree of lines: each under its parent, and a merged one under the
 * parent with the lower hash keys, with a mention under the other. A branch that gets too deep for
 * a terminal is cut off and goes on below. Every shard has one line, and one mention at most for
 * each cut and each further parent.
 */
final class ShardTree {
  /** So deep a branch may be. */
  static final int MOST_LEVELS = 12;

  /** The strokes that lead to a shard; each has two columns. */
  enum Strokes {
    UNICODE("├─", "└─", "│ "),
    ASCII("|-", "`-", "| ");

    private final String branch;
    private final String last;
    private final String pass;

    Strokes(String branch, String last, String pass) {
      this.branch = branch;
      this.last = last;
      this.pass = pass;
    }
  }

  /** What a line is there for. */
  enum Kind {
    /** The shard itself. */
    SHARD,
    /** The shard itself; its children are below, in a tree of their own. */
    CUT,
    /** A child that stands under its other parent. */
    MERGED,
    /** The top of a branch that was cut off. */
    CONTINUED
  }

  /**
   * One line.
   *
   * @param lead strokes that come before the shard
   */
  record Row(String lead, Shard shard, Kind kind) {}

  private final Map<Integer, Shard> byIndex = new HashMap<>();
  private final Map<Integer, List<Shard>> children = new HashMap<>();
  private final Deque<Shard> cut = new ArrayDeque<>();
  private final List<Row> rows = new ArrayList<>();
  private final Strokes strokes;

  private ShardTree(List<Shard> shards, Strokes strokes) {
    this.strokes = strokes;
    shards.forEach(shard -> byIndex.put(shard.index(), shard));
    for (Shard shard : shards) {
      for (int parent : shard.parents()) {
        children.computeIfAbsent(parent, none -> new ArrayList<>()).add(shard);
      }
    }
    children.values().forEach(all -> all.sort(Comparator.comparing(s -> s.range().start())));
  }

  /** The lines from top to bottom; shards whose parents are not among them begin a tree. */
  static List<Row> of(List<Shard> shards, Strokes strokes) {
    ShardTree tree = new ShardTree(shards, strokes);
    for (Shard shard : shards) {
      if (tree.home(shard) < 0) {
        tree.rows.add(new Row("", shard, Kind.SHARD));
        tree.grow(shard, "", 1);
      }
    }
    while (!tree.cut.isEmpty()) {
      Shard top = tree.cut.removeFirst();
      tree.rows.add(new Row("", top, Kind.CONTINUED));
      tree.grow(top, "", 1);
    }
    return tree.rows;
  }

  /** The parent that the shard stands under, or -1. */
  private int home(Shard shard) {
    return shard.parents().stream().filter(byIndex::containsKey).findFirst().orElse(-1);
  }

  private List<Shard> children(Shard shard) {
    return children.getOrDefault(shard.index(), List.of());
  }

  private void grow(Shard parent, String lead, int level) {
    List<Shard> all = children(parent);
    for (int i = 0; i < all.size(); i++) {
      Shard child = all.get(i);
      boolean isLast = i == all.size() - 1;
      String own = lead + (isLast ? strokes.last : strokes.branch);
      if (home(child) != parent.index()) {
        rows.add(new Row(own, child, Kind.MERGED));
      } else if (level == MOST_LEVELS && !children(child).isEmpty()) {
        rows.add(new Row(own, child, Kind.CUT));
        cut.add(child);
      } else {
        rows.add(new Row(own, child, Kind.SHARD));
        grow(child, lead + (isLast ? "  " : strokes.pass), level + 1);
      }
    }
  }
}
