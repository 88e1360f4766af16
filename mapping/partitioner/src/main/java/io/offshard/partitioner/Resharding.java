// SPDX-License-Identifier: Apache-2.0
package io.offshard.partitioner;

import io.offshard.partitioner.OpenShards.Heir;
import io.offshard.partitioner.OpenShards.Open;
import io.offshard.partitioner.OpenShards.PartitionSupply;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** What open shards shall become, and the steps to it: the same as in the server. */
sealed interface Resharding {
  /** A border that is there is as good as one that is wanted so few keys beside it. */
  BigInteger NEAR = BigInteger.valueOf(1 << 20);

  /** The shards after the next step; the same ones when all is as wanted. */
  OpenShards next(OpenShards shards);

  /** One shard becomes two; the upper one begins at that hash key. */
  record Split(int shard, BigInteger at) implements Resharding {
    @Override
    public OpenShards next(OpenShards shards) {
      Step step = new Step(shards);
      shards.all().stream().filter(each -> each.index() == shard).forEach(s -> step.split(s, at));
      return step.made();
    }
  }

  /** Two neighbours become one. */
  record Merge(int shard, int adjacent) implements Resharding {
    @Override
    public OpenShards next(OpenShards shards) {
      Step step = new Step(shards);
      for (int i = 0; i + 1 < shards.all().size(); i++) {
        if (shards.all().get(i).index() == shard) {
          step.merge(shards.all().get(i), shards.all().get(i + 1));
        }
      }
      return step.made();
    }
  }

  /** So many shards of the same width, by splits and merges of two at a time. */
  record Scale(int target) implements Resharding {
    @Override
    public OpenShards next(OpenShards shards) {
      NavigableSet<BigInteger> borders = borders(shards);
      Step splits = new Step(shards);
      for (Open shard : shards.all()) {
        List<BigInteger> inside =
            List.copyOf(borders.subSet(shard.from(), false, shards.end(shard), false));
        if (!inside.isEmpty()) {
          splits.split(shard, inside.get(inside.size() / 2));
        }
      }
      return splits.isEmpty() ? merged(shards, borders) : splits.made();
    }

    private NavigableSet<BigInteger> borders(OpenShards shards) {
      NavigableSet<BigInteger> borders = new TreeSet<>();
      for (BigInteger ideal : OpenShards.evenly(target)) {
        BigInteger best = ideal;
        BigInteger distance = NEAR;
        boolean found = false;
        for (Open shard : shards.all()) {
          BigInteger away = shard.from().subtract(ideal).abs();
          int order = away.compareTo(distance);
          if (order < 0 || (order == 0 && !found)) {
            best = shard.from();
            distance = away;
            found = true;
          }
        }
        borders.add(best);
      }
      return borders;
    }

    private static OpenShards merged(OpenShards shards, Set<BigInteger> borders) {
      Step merges = new Step(shards);
      Open lower = null;
      for (Open shard : shards.all()) {
        if (lower == null || borders.contains(shard.from())) {
          lower = shard;
        } else {
          merges.merge(lower, shard);
          lower = null;
        }
      }
      return merges.made();
    }
  }

  /** A shard in each of so many partitions, by splits alone, the widest first. */
  record Spread(int partitions) implements Resharding {
    private static final BigInteger FEWEST_KEYS = BigInteger.valueOf(4);

    @Override
    public OpenShards next(OpenShards shards) {
      Set<Integer> bare = new HashSet<>();
      for (int partition = 0; partition < partitions; partition++) {
        bare.add(partition);
      }
      shards.all().forEach(shard -> bare.remove(shard.partition()));
      Step splits = new Step(shards);
      shards.all().stream()
          .filter(shard -> keys(shards, shard).compareTo(FEWEST_KEYS) >= 0)
          .sorted(Comparator.comparing((Open shard) -> keys(shards, shard)).reversed())
          .limit(bare.size())
          .forEach(
              shard -> splits.split(shard, shard.from().add(keys(shards, shard).shiftRight(1))));
      return splits.made();
    }

    private static BigInteger keys(OpenShards shards, Open shard) {
      return shards.end(shard).subtract(shard.from());
    }
  }

  /** Splits and merges that are made at once. For one thread. */
  final class Step {
    private final OpenShards before;
    private final PartitionSupply free;
    private final Collection<Integer> closed = new HashSet<>();
    private final List<Heir> begun = new ArrayList<>();

    Step(OpenShards before) {
      this.before = before;
      this.free = before.free();
    }

    void split(Open parent, BigInteger at) {
      closed.add(parent.index());
      begun.add(new Heir(parent.partition(), parent.from()));
      begun.add(new Heir(free.next(), at));
    }

    void merge(Open lower, Open upper) {
      closed.addAll(List.of(lower.index(), upper.index()));
      begun.add(new Heir(lower.partition(), lower.from()));
    }

    boolean isEmpty() {
      return begun.isEmpty();
    }

    OpenShards made() {
      return isEmpty() ? before : before.with(closed, begun);
    }
  }
}
