// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Shards that are about to be closed: they take nothing until that is decided.
 *
 * @param since where in the log that began; names this closure among all
 * @param shards by ascending index
 */
public record Closure(long since, List<Shard> shards) {

  public Closure {
    shards = List.copyOf(shards);
  }

  /** Whether the shard is one of them. */
  public boolean concerns(Shard shard) {
    return shards.stream().anyMatch(each -> each.index() == shard.index());
  }

  /** Their indexes, for those who ask of many. */
  public Set<Integer> indexes() {
    Set<Integer> all = new HashSet<>();
    shards.forEach(shard -> all.add(shard.index()));
    return all;
  }
}
