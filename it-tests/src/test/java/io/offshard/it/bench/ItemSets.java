// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import io.offshard.it.items.CountingMember;
import io.offshard.it.items.ItemReplica;
import io.offshard.it.server.StreamNames;
import io.offshard.mapping.items.ItemKey;
import java.util.List;

/** One caller that writes to one item over and over, where nobody has changed it since. */
final class ItemSets implements Side {
  private final ItemReplica replica;
  private final ItemKey key = new ItemKey(StreamNames.fresh("bench-items"), "state");
  private final CountingMember member;

  ItemSets(Rig rig) {
    this.replica = new ItemReplica(rig.bootstrapServers(), "__offshard_bench_items");
    this.member = new CountingMember(key, replica::items);
  }

  @Override
  public List<Step> steps() {
    return List.of(
        () -> {
          if (!member.countUp()) {
            throw new IllegalStateException("nobody else writes to the item");
          }
          return 1;
        });
  }

  @Override
  public void verify() throws InterruptedException {
    long count = CountingMember.count(replica.items().get(key));
    if (count != member.written()) {
      throw new IllegalStateException("%d of %d".formatted(count, member.written()));
    }
  }

  @Override
  public void close() {
    replica.close();
  }
}
