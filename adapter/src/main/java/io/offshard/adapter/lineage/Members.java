// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static java.util.stream.Collectors.toMap;

import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.LogRecord.Reach;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The replicas that are known from their heartbeats. One counts as long as it could hold a lease:
 * from when its last heartbeat was read here, since its clock cannot be seen. Thread-safe.
 */
final class Members {
  /** How long a heartbeat lets its replica write. */
  static final Duration LEASE = Duration.ofSeconds(10);

  /** Clocks of two machines run at speeds that differ by less than a twentieth. */
  private static final long COUNTS_NANOS = LEASE.toNanos() / 20 * 21;

  private static final long SILENT_NANOS = Duration.ofMinutes(10).toNanos();

  private record Member(Heartbeat last, long readNanos) {}

  private final Map<UUID, Member> all = new HashMap<>();
  private final LongSupplier nanos;

  /** Nobody is known yet; {@code nanos} is {@link System#nanoTime}. */
  Members(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized void heard(Heartbeat beat) {
    all.put(beat.replica(), new Member(beat, nanos.getAsLong()));
  }

  /** Whether all replicas that may write have applied the log up to that offset, exclusive. */
  boolean havePassed(long offset) {
    return live().allMatch(beat -> beat.applied() >= offset);
  }

  /** How far any replica has said that it got with what closes from there on, by partition. */
  Map<Integer, Long> reached(long closure) {
    Map<Integer, Long> all = new HashMap<>();
    for (Heartbeat beat : select(_ -> true)) {
      for (Reach reach : beat.reaches()) {
        if (reach.closure() == closure) {
          all.merge(reach.partition(), reach.next(), Math::max);
        }
      }
    }
    return all;
  }

  /** What replicas have said last of how much they write. */
  Map<UUID, List<Load>> loads() {
    return live().collect(toMap(Heartbeat::replica, Heartbeat::loads));
  }

  /** The newest level of the format that all replicas can read. */
  int level(int own) {
    return live().mapToInt(Heartbeat::knows).reduce(own, Math::min);
  }

  /** How many there are. */
  long count() {
    return live().count();
  }

  /** Whether it is the one that does what one replica must do. */
  boolean isFirst(UUID replica) {
    return live().map(Heartbeat::replica).min(UUID::compareTo).filter(replica::equals).isPresent();
  }

  private Stream<Heartbeat> live() {
    return select(member -> !member.last().left() && age(member) < COUNTS_NANOS).stream();
  }

  /** Those that have not been heard of for so long that their heartbeats may go. */
  List<UUID> silent() {
    return select(this::isSilent).stream().map(Heartbeat::replica).toList();
  }

  /** Its heartbeats have been taken away; that says nothing about a replica that still beats. */
  synchronized void cleared(UUID replica) {
    Member member = all.get(replica);
    if (member != null && isSilent(member)) {
      all.remove(replica);
    }
  }

  private boolean isSilent(Member member) {
    return age(member) > SILENT_NANOS;
  }

  private long age(Member member) {
    return nanos.getAsLong() - member.readNanos();
  }

  private synchronized List<Heartbeat> select(Predicate<Member> which) {
    return all.values().stream().filter(which).map(Member::last).toList();
  }
}
