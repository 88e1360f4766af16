// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import io.offshard.it.v3io.GroupItems.Read;
import io.offshard.it.v3io.GroupState.Session;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A member of a consumer group that goes the steps of v3io's client in Go, four times as fast:
 * joins by compare-and-set, keeps its session by heartbeats, reads its shards and commits. When the
 * others have taken it for dead it begins anew.
 */
final class GroupMember {
  private static final Duration HEARTBEAT = Duration.ofMillis(750);
  private static final Duration TIMEOUT = Duration.ofMillis(2_500);
  private static final Duration FETCH = Duration.ofMillis(100);
  private static final Duration BACKOFF = Duration.ofMillis(12);
  private static final Duration LONGEST_BACKOFF = Duration.ofMillis(250);
  private static final int COMMIT_EVERY = 10;
  private static final int ATTEMPTS = 100;

  private final String id;
  private final int members;
  private final GroupItems items;
  private final Handled handled;
  private final Map<Integer, Long> read = new ConcurrentHashMap<>();
  private final List<Thread> claims = new ArrayList<>();
  private final AtomicInteger most = new AtomicInteger(1);
  private final AtomicInteger life = new AtomicInteger();
  private final Thread session;
  private volatile boolean stopped;
  private volatile boolean killed;
  private volatile @Nullable Throwable failure;

  private GroupMember(String id, int members, GroupItems items, Handled handled) {
    this.id = id;
    this.members = members;
    this.items = items;
    this.handled = handled;
    this.session = Thread.ofVirtual().name(id).unstarted(() -> watched(this::live));
  }

  /**
   * Starts one.
   *
   * @param members how many share the shards
   */
  static GroupMember start(String id, int members, GroupItems items, Handled handled) {
    GroupMember member = new GroupMember(id, members, items, handled);
    member.session.start();
    return member;
  }

  /**
   * Lets it have so many parts of the shards, one of which it has now: others are gone for good.
   */
  void takeUpTo(int parts) {
    most.set(parts);
  }

  /** Work that waits. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private void watched(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      if (!killed) {
        failure = e;
      }
    }
  }

  private void live() throws InterruptedException {
    List<Integer> claimed = List.of();
    int shards = items.shards();
    while (!stopped) {
      List<Integer> own = heartbeat(shards, claimed);
      if (!own.equals(claimed)) {
        int mine = life.incrementAndGet();
        endClaims(own);
        for (int shard : own) {
          claims.add(Thread.ofVirtual().start(() -> watched(() -> claim(shard, mine))));
        }
        claimed = own;
      }
      Thread.sleep(HEARTBEAT); // as the client does between two signs of life
    }
  }

  /** What it has read is committed where it stays responsible; elsewhere somebody else may be. */
  private void endClaims(List<Integer> own) throws InterruptedException {
    for (Thread claim : claims) {
      claim.join();
    }
    claims.clear();
    read.keySet().retainAll(own);
    read.forEach(items::commit);
    read.clear();
  }

  /** Says that it is alive and takes a free part of the shards if it has none; none without one. */
  private List<Integer> heartbeat(int shards, List<Integer> claimed) throws InterruptedException {
    Duration backoff = BACKOFF;
    for (int attempt = 0; attempt < ATTEMPTS && !stopped; attempt++) {
      Read read = items.state();
      Instant now = Instant.now();
      GroupState others = read.state().without(id, now, TIMEOUT);
      Optional<List<Integer>> own = own(read.state(), others, now, shards);
      if (own.isEmpty() || (!claimed.isEmpty() && read.state().of(id).isEmpty())) {
        return List.of();
      }
      if (items.replace(read, others.with(new Session(id, now, own.get())))) {
        return own.get();
      }
      Thread.sleep(backoff); // as the client does that was not first
      Duration longer = backoff.multipliedBy(4);
      backoff = longer.compareTo(LONGEST_BACKOFF) < 0 ? longer : LONGEST_BACKOFF;
    }
    if (stopped) {
      return claimed;
    }
    throw new AssertionError("could not write the state in " + ATTEMPTS + " attempts");
  }

  /** What it has, or may have now that there is something free. */
  private Optional<List<Integer>> own(GroupState all, GroupState others, Instant now, int shards) {
    List<Integer> kept = all.of(id).map(Session::shards).orElse(List.of());
    if (kept.size() >= most.get() * (shards / members)) {
      return Optional.of(kept);
    }
    Optional<List<Integer>> more =
        others
            .with(new Session(id, now, kept))
            .free(shards, members)
            .map(part -> Stream.concat(kept.stream(), part.stream()).toList());
    return more.isPresent() || kept.isEmpty() ? more : Optional.of(kept);
  }

  private void claim(int shard, int mine) throws InterruptedException {
    Optional<Long> committed = items.committed(shard);
    while (committed.isEmpty() && isOn(mine)) {
      Thread.sleep(FETCH); // the client polls for a shard that is not there yet
      committed = items.committed(shard);
    }
    long last = committed.orElse(0L);
    String location = committed.isEmpty() ? "" : items.seek(shard, last);
    for (int round = 1; isOn(mine); round++) {
      Answer page = items.records(shard, location);
      for (JsonNode record : page.records()) {
        last = V3ioClient.number(record, "SequenceNumber");
        handled.add(shard, last, V3ioClient.data(record));
        read.put(shard, last);
      }
      location = page.member("NextLocation").asString();
      if (round % COMMIT_EVERY == 0 && read.containsKey(shard)) {
        items.commit(shard, last);
      }
      Thread.sleep(FETCH); // as the client does between two pages, full or not
    }
  }

  private boolean isOn(int mine) {
    return !stopped && life.get() == mine;
  }

  /** Ends at once, without a word to anybody, as a process that is killed. */
  void kill() {
    killed = true;
    stopped = true;
  }

  /** Ends in order: what was read is committed. */
  void stop() throws InterruptedException {
    stopped = true;
    session.join();
    for (Thread claim : claims) {
      claim.join();
    }
    read.forEach(items::commit);
  }

  /** What went wrong; null for nothing. */
  @Nullable Throwable failure() {
    return failure;
  }
}
