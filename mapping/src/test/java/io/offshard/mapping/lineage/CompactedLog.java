// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import io.offshard.mapping.lineage.LineageCodec.Decoded;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A log in memory with Kafka's rules of compaction, and replicas that read and write it. */
final class CompactedLog {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Stored> whole = new ArrayList<>();
  private final List<Stored> left = new ArrayList<>();
  private final List<Replica> replicas;
  private long ids;
  private long compactedBelow;

  /** A record in the log. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(LogPosition at, String key, byte @Nullable [] value) {
    LogRecord content() {
      return ((Decoded.Known) LineageCodec.decode(key, value)).content();
    }
  }

  CompactedLog(int replicas) {
    this.replicas = Stream.generate(Replica::new).limit(replicas).toList();
  }

  List<Replica> replicas() {
    return replicas;
  }

  List<Stored> whole() {
    return whole;
  }

  List<Stored> left() {
    return left;
  }

  int end() {
    return whole.size();
  }

  /** What the events come to, one after the other, with no regard to anything else in the log. */
  Lineages fold() {
    Lineages image = Lineages.EMPTY;
    for (Stored each : whole) {
      if (each.content() instanceof LineageEvent event) {
        image = image.apply(event, each.at()).image();
      }
    }
    return image;
  }

  static Replay replay(List<Stored> log) {
    Replay replay = new Replay();
    log.forEach(each -> replay.apply(each.at(), each.key(), each.content()));
    return replay;
  }

  private UUID id() {
    return new UUID(7, ids++);
  }

  void append(LineageEvent event) {
    append(LineageCodec.key(event, id()), event);
  }

  private void append(String key, LogRecord content) {
    LogPosition at = new LogPosition(end(), BEGIN.plusMillis(100L * end()));
    Stored stored = new Stored(at, key, LineageCodec.encode(content));
    whole.add(stored);
    left.add(stored);
  }

  /**
   * Takes away records below an offset of whose keys there are later ones below it, and clearing
   * marks that nothing is left to be cleared by.
   *
   * @param share how likely each of them is taken away
   */
  void compact(long below, Random random, double share) {
    compactedBelow = Math.max(compactedBelow, below);
    Map<String, Long> last = new HashMap<>();
    Map<String, Integer> copies = new HashMap<>();
    for (Stored each : left) {
      if (each.at().offset() < below) {
        last.put(each.key(), each.at().offset());
      }
    }
    left.removeIf(
        each ->
            each.at().offset() < below
                && each.at().offset() < last.getOrDefault(each.key(), 0L)
                && random.nextDouble() < share);
    left.forEach(each -> copies.merge(each.key(), 1, Integer::sum));
    left.removeIf(
        each ->
            each.at().offset() < below
                && each.value() == null
                && copies.getOrDefault(each.key(), 0) == 1
                && random.nextDouble() < share);
  }

  /** One that is as far as it has read, and writes what it has decided to when it comes to it. */
  final class Replica {
    private Replay replay = new Replay();
    private final Queue<Map.Entry<String, LogRecord>> unwritten = new ArrayDeque<>();
    private long next;

    Lineages image() {
      return replay.image();
    }

    void read(int most) {
      List<Stored> ahead =
          left.stream().filter(each -> each.at().offset() >= next).limit(most).toList();
      for (Stored each : ahead) {
        Optional<Verdict> unused = replay.apply(each.at(), each.key(), each.content());
        next = each.at().offset() + 1;
      }
    }

    /** Only one that holds a lease may: so it has read on beyond all that was ever compacted. */
    void snapshot() {
      if (next < compactedBelow) {
        return;
      }
      UUID id = id();
      int place = 0;
      for (LogRecord each : image().snapshot(id, next)) {
        unwritten.add(Map.entry(LineageCodec.key(id, place++), each));
      }
    }

    void clear() {
      replay.superseded().forEach(key -> unwritten.add(Map.entry(key, new LogRecord.Cleared())));
    }

    void restart() {
      replay = new Replay();
      unwritten.clear();
      next = 0;
    }

    void write(int most) {
      for (int i = 0; i < most && !unwritten.isEmpty(); i++) {
        Map.Entry<String, LogRecord> first = unwritten.remove();
        append(first.getKey(), first.getValue());
      }
    }
  }
}
