// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LineageCodec.Decoded;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.LogPosition;
import io.offshard.mapping.lineage.LogRecord;
import io.offshard.mapping.lineage.LogRecord.Cleared;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.LogRecord.Ping;
import io.offshard.mapping.lineage.Replay;
import io.offshard.mapping.lineage.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the records of the lineage topic come to: the image, the members, the own lease. A record
 * that nobody could have written is stepped over and counted; at one of a newer version reading
 * stops, since to guess at a decision is worse than to stop. Thread-safe, for one reader.
 */
final class LineageLog {
  private static final Logger log = LoggerFactory.getLogger(LineageLog.class);

  /** So many characters of what is wrong with a record are logged. */
  private static final int SHOWN = 200;

  private final Replay replay = new Replay();
  private final Members members;
  private final Lease lease;
  private final Runnable toBeAnswered;
  private final AtomicLong malformed = new AtomicLong();

  /**
   * An empty log.
   *
   * @param toBeAnswered is called when somebody waits for a heartbeat of this replica
   */
  LineageLog(Members members, Lease lease, Runnable toBeAnswered) {
    this.members = members;
    this.lease = lease;
    this.toBeAnswered = toBeAnswered;
  }

  /**
   * What came of some records.
   *
   * @param verdicts by the keys of the events
   * @param beats the heartbeats among them
   * @param events how many events came after the newest snapshot
   * @param drain whether this replica has to let go of something, or to say that it is there
   * @param stop where and why nothing may be read any more, if so
   */
  record Batch(
      Lineages image,
      Map<String, Verdict> verdicts,
      List<Heartbeat> beats,
      int events,
      boolean drain,
      @Nullable Stop stop) {}

  /** A record that this version must not step over; all before it has been applied. */
  record Stop(long offset, String reason) {}

  long malformed() {
    return malformed.get();
  }

  /** Keys that nobody needs any more, oldest first. */
  List<String> superseded() {
    synchronized (replay) {
      return List.copyOf(replay.superseded());
    }
  }

  Batch apply(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Verdict> verdicts = new HashMap<>();
    List<Heartbeat> beats = new ArrayList<>();
    boolean drain = false;
    synchronized (replay) {
      for (ConsumerRecord<byte[], byte[]> each : records) {
        String key = each.key() == null ? null : new String(each.key(), UTF_8);
        switch (LineageCodec.decode(key, each.value())) {
          case Decoded.Known(LogRecord content) when key != null -> {
            apply(each, key, content, verdicts, beats);
            drain |=
                content instanceof Ping
                    || (closes(content) && verdicts.get(key) == Verdict.ACCEPTED);
          }
          case Decoded.Known known -> {} // has a key
          case Decoded.Malformed bad -> stepOver(each, bad);
          case Decoded.Newer newer -> {
            return new Batch(
                replay.image(),
                verdicts,
                beats,
                replay.eventsSinceSnapshot(),
                drain,
                stop(each, newer));
          }
        }
      }
      return new Batch(replay.image(), verdicts, beats, replay.eventsSinceSnapshot(), drain, null);
    }
  }

  private void apply(
      ConsumerRecord<byte[], byte[]> from,
      String key,
      LogRecord content,
      Map<String, Verdict> verdicts,
      List<Heartbeat> beats) {
    LogPosition at = new LogPosition(from.offset(), Instant.ofEpochMilli(from.timestamp()));
    replay.apply(at, key, content).ifPresent(verdict -> verdicts.put(key, verdict));
    if (content instanceof Heartbeat beat) {
      beats.add(beat);
    } else if (content instanceof Cleared) {
      LineageCodec.replica(key).ifPresent(members::cleared);
    }
  }

  /** Whether others wait until no replica writes what it concerns any more. */
  private static boolean closes(LogRecord content) {
    return content instanceof Close
        || (content instanceof Prepare prepare
            && switch (prepare.change()) {
              case Delete delete -> true;
              case LineageEvent.Change.Create create -> false;
              case LineageEvent.Change.Alter alter -> false;
              case Grow grow -> true;
              case LineageEvent.Change.Reshard reshard -> false; // nothing closes before a CLOSE
            });
  }

  private void stepOver(ConsumerRecord<byte[], byte[]> what, Decoded.Malformed bad) {
    log.error(
        "Lineage record at offset {} is not one: {} ({} so far)",
        what.offset(),
        onOneLine(bad.problem()),
        malformed.incrementAndGet());
  }

  /** It may quote the record, which is anybody's. */
  private static String onOneLine(String problem) {
    String line = problem.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  private static Stop stop(ConsumerRecord<byte[], byte[]> what, Decoded.Newer newer) {
    String reason =
        "the record at offset %d is of format level %d, this version knows %d: upgrade"
            .formatted(what.offset(), newer.level(), LineageCodec.LEVEL);
    return new Stop(what.offset(), reason);
  }

  /** The image has been made known: now what was read on the way to it may have its effects. */
  void published(Batch batch) {
    for (Heartbeat beat : batch.beats()) {
      members.heard(beat);
      if (beat.replica().equals(lease.replica())) {
        lease.readBack(beat.nonce());
      }
    }
    if (batch.drain()) {
      toBeAnswered.run();
    }
  }
}
