// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import io.offshard.it.items.CountingMember;
import io.offshard.it.items.ItemReplica;
import io.offshard.it.server.StreamNames;
import io.offshard.mapping.items.ItemKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Members of a group, on two replicas, whose heartbeats all go into one item. */
record Contended(String name, int members, Duration heartbeat, List<Goal> goals) implements Row {

  /**
   * What a member has got.
   *
   * @param longest that it was without a success, in nanoseconds
   */
  private record Life(CountingMember member, long longest) {}

  @Override
  public Outcome measure(Rig rig) throws Exception {
    try (ItemReplica one = replica(rig);
        ItemReplica other = replica(rig)) {
      ItemKey key = new ItemKey(StreamNames.fresh("bench-contended"), "state");
      long begin = System.nanoTime();
      List<Life> lives = live(key, List.of(one, other), begin, rig.options().contention());
      double seconds = (System.nanoTime() - begin) / 1e9;
      long written = lives.stream().mapToLong(life -> life.member().written()).sum();
      long count = CountingMember.count(one.items().get(key));
      if (count != written) {
        return Outcome.failed(
            name, "%d writes were acknowledged, %d are".formatted(written, count));
      }
      double longest = lives.stream().mapToLong(Life::longest).max().orElseThrow() / 1e9;
      return new Outcome(
          name,
          written,
          Map.of(Figure.RATE, written / seconds, Figure.WITHOUT_SUCCESS, longest),
          goals,
          "");
    }
  }

  private static ItemReplica replica(Rig rig) {
    return new ItemReplica(rig.bootstrapServers(), "__offshard_bench_items");
  }

  private List<Life> live(ItemKey key, List<ItemReplica> replicas, long begin, Duration time)
      throws Exception {
    List<Life> lives = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Life>> running =
          IntStream.range(0, members)
              .mapToObj(i -> replicas.get(i % replicas.size()))
              .map(at -> new CountingMember(key, at::items))
              .map(member -> threads.submit(() -> live(member, begin, begin + time.toNanos())))
              .toList();
      for (Future<Life> each : running) {
        lives.add(each.get());
      }
    }
    return lives;
  }

  private Life live(CountingMember member, long begin, long end) throws InterruptedException {
    long longest = 0;
    long last = begin;
    while (System.nanoTime() < end) {
      boolean success = member.countUp();
      long now = System.nanoTime();
      longest = Math.max(longest, now - last);
      last = success ? now : last;
      Thread.sleep(heartbeat); // the load that is measured: one write in each such time
    }
    return new Life(member, longest);
  }
}
