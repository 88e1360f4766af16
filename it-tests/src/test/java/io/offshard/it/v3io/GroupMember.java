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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A member of a consumer group that goes the steps of v3io's client in Go, ten times as fast: joins
 * by compare-and-set, keeps its session by heartbeats, reads its shards and commits.
 */
final class GroupMember {
  private static final Duration HEARTBEAT = Duration.ofMillis(300);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration FETCH = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofMillis(100);
  private static final int COMMIT_EVERY = 10;
  private static final int ATTEMPTS = 100;

  private final String id;
  private final int members;
  private final GroupItems items;
  private final Handled handled;
  private final Map<Integer, Long> read = new ConcurrentHashMap<>();
  private final List<Thread> claims = new ArrayList<>();
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
    Session own = null;
    int shards = items.shards();
    while (!stopped) {
      Session before = own;
      own = heartbeat(shards);
      if (before == null && own != null) {
        for (int shard : own.shards()) {
          claims.add(Thread.ofVirtual().start(() -> watched(() -> claim(shard))));
        }
      }
      Thread.sleep(HEARTBEAT);
    }
  }

  /** Says that it is alive and takes a free part of the shards if it has none; null without one. */
  private @Nullable Session heartbeat(int shards) throws InterruptedException {
    Duration backoff = Duration.ofMillis(5);
    for (int attempt = 0; attempt < ATTEMPTS && !stopped; attempt++) {
      Read read = items.state();
      Instant now = Instant.now();
      GroupState others = read.state().without(id, now, TIMEOUT);
      Optional<List<Integer>> own =
          read.state().of(id).map(Session::shards).or(() -> others.free(shards, members));
      if (own.isEmpty()) {
        return null;
      }
      Session session = new Session(id, now, own.get());
      if (items.replace(read, others.with(session))) {
        return session;
      }
      Thread.sleep(backoff);
      Duration longer = backoff.multipliedBy(4);
      backoff = longer.compareTo(LONGEST_BACKOFF) < 0 ? longer : LONGEST_BACKOFF;
    }
    throw new AssertionError("could not write the state in " + ATTEMPTS + " attempts");
  }

  private void claim(int shard) throws InterruptedException {
    Optional<Long> committed = items.committed(shard);
    while (committed.isEmpty() && !stopped) {
      Thread.sleep(FETCH);
      committed = items.committed(shard);
    }
    long last = committed.orElse(0L);
    String location = stopped ? "" : items.seek(shard, last);
    for (int round = 1; !stopped; round++) {
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
      Thread.sleep(FETCH);
    }
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
