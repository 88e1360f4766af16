// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.GroupItems.Read;
import io.offshard.it.v3io.GroupState.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many members of a group that all write its one state item all the time. */
final class StateContentionIT {
  private static final int MEMBERS = 32;
  private static final boolean LONG = Boolean.getBoolean("long");
  private static final int WRITES = LONG ? 500 : 3;
  private static final Duration PATIENCE = Duration.ofMinutes(LONG ? 3 : 1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofMillis(50);

  /** Members that have not yet written as often as each is to; all go on until there are none. */
  private final CountDownLatch behind = new CountDownLatch(MEMBERS);

  /** How long a member was longest without a write that succeeded, and how many did. */
  private record Life(Duration longest, int writes) {}

  @Test
  void noMemberStarves() throws Exception {
    String stream = "/users/" + StreamNames.fresh("contention");
    new V3ioClient(SharedServer.endpoint()).create(stream, MEMBERS);
    List<Future<Life>> lives = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MEMBERS; i++) {
        lives.add(threads.submit(member(stream, i)));
      }
    }
    int writes = 0;
    Duration longest = Duration.ZERO;
    for (Future<Life> each : lives) {
      writes += each.get().writes();
      longest = longest.compareTo(each.get().longest()) > 0 ? longest : each.get().longest();
    }
    System.out.printf(
        "%d members: %d writes, longest without one %d ms%n", MEMBERS, writes, longest.toMillis());
    assertThat(behind.getCount()).isZero();
    assertThat(longest).isLessThan(LONG ? Duration.ofSeconds(10) : PATIENCE);
    GroupState last =
        new GroupItems(List.of(SharedServer.endpoint()), stream, "cg").state().state();
    assertThat(last.sessions()).hasSize(MEMBERS);
  }

  private Callable<Life> member(String stream, int number) {
    return () -> {
      GroupItems items = new GroupItems(List.of(SharedServer.endpoint()), stream, "cg");
      Instant begin = Instant.now();
      Instant last = begin;
      Duration longest = Duration.ZERO;
      int writes = 0;
      Duration backoff = HEARTBEAT;
      while (behind.getCount() > 0
          && Duration.between(begin, Instant.now()).compareTo(PATIENCE) < 0) {
        if (beats(items, number)) {
          if (++writes == WRITES) {
            behind.countDown();
          }
          last = Instant.now();
          backoff = HEARTBEAT;
          Thread.sleep(HEARTBEAT); // as often as members say that they are alive
        } else {
          Thread.sleep(backoff); // as clients do that were not first
          Duration longer = backoff.multipliedBy(4);
          backoff = longer.compareTo(LONGEST_BACKOFF) < 0 ? longer : LONGEST_BACKOFF;
        }
        Duration without = Duration.between(last, Instant.now());
        longest = longest.compareTo(without) > 0 ? longest : without;
      }
      return new Life(longest, writes);
    };
  }

  private static boolean beats(GroupItems items, int number) {
    Read read = items.state();
    String id = "member-" + number;
    GroupState others = read.state().without(id, Instant.now(), Duration.ofHours(1));
    return items.replace(read, others.with(new Session(id, Instant.now(), List.of(number))));
  }
}
