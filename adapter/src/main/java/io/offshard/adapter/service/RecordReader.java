// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.quota.ShardQuotas;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault.RateExceeded;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.lineage.Closure;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.Shard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Reads the records of a shard: of its partition, those at its offsets that were not written for
 * another shard and are not older than the stream's retention. In a topic that is somebody else's
 * every record at those offsets is of the shard. Thread-safe.
 */
public final class RecordReader {

  /**
   * A page of a shard.
   *
   * @param next the offset to go on from
   * @param end the offset behind the last record of the partition that could be seen, as far as it
   *     was asked for
   * @param millisBehind how far the page is behind the newest record, in milliseconds; 0 exactly
   *     when nothing is left
   * @param children the shards to go on with when this one is closed and the page its last; else
   *     empty
   */
  public record Page(
      List<Batch.Entry> records, long next, long end, long millisBehind, List<Shard> children) {

    /** Whether the shard is closed and nothing of it is left. */
    public boolean isLast() {
      return !children.isEmpty();
    }
  }

  /** Closing takes a moment; what it delays is one answer. */
  private static final Duration DECISION = Duration.ofSeconds(2);

  private final PartitionReader log;
  private final LineageStore store;
  private final Frontier frontier;
  private final ShardQuotas quotas;
  private final Traffic traffic;
  private final Clock clock;
  private final SeenEnds ends = new SeenEnds();

  /**
   * A reader of that log, of streams of that store.
   *
   * @param quotas how much of each shard may be asked for
   * @param traffic counts what clients read
   * @param clock tells which records are expired
   */
  public RecordReader(
      PartitionReader log,
      LineageStore store,
      Frontier frontier,
      ShardQuotas quotas,
      Traffic traffic,
      Clock clock) {
    this.log = log;
    this.store = store;
    this.frontier = frontier;
    this.quotas = quotas;
    this.traffic = traffic;
    this.clock = clock;
  }

  /**
   * Begins a call of a client that asks for pages.
   *
   * @throws StreamFaultException with {@link RateExceeded} when it comes too soon
   */
  public void requirePoll(Lineage stream, Shard shard) {
    traffic.of(stream).reads();
    require(quotas.poll(stream, shard), stream, shard);
  }

  /**
   * Begins a call of a client that asks where to begin.
   *
   * @throws StreamFaultException with {@link RateExceeded} when it comes too soon
   */
  public void requireIterator(Lineage stream, Shard shard) {
    require(quotas.iterator(stream, shard), stream, shard);
  }

  private void require(boolean admitted, Lineage stream, Shard shard) {
    if (!admitted) {
      traffic.of(stream).shard(shard).throttledCall();
      throw new StreamFaultException(new RateExceeded(stream.name(), shard));
    }
  }

  /**
   * {@link #read} for a client whose call has begun, which pays for what it gets.
   *
   * @param promised what was not expired at that instant is read, as far as Kafka has it still
   */
  public Page polled(
      Lineage stream, Shard shard, long offset, int maxRecords, int maxBytes, Instant promised) {
    Page page = read(stream, shard, offset, maxRecords, maxBytes, promised);
    long bytes = Batch.bytes(page.records());
    quotas.served(stream, shard, bytes);
    traffic.of(stream).shard(shard).polled(page.records().size(), bytes, page.millisBehind());
    return page;
  }

  /** Counts what a subscriber is told. */
  public void pushed(Lineage stream, Shard shard, Page page, long bytes) {
    traffic.of(stream).shard(shard).pushed(page.records().size(), bytes, page.millisBehind());
  }

  /** A call of a client that asks for one page, from its beginning on. */
  public Page poll(Lineage stream, Shard shard, long offset, int maxRecords, int maxBytes) {
    requirePoll(stream, shard);
    return polled(stream, shard, offset, maxRecords, maxBytes, clock.instant());
  }

  /**
   * The records of a shard from an offset on.
   *
   * @param maxRecords at most so many
   * @param maxBytes data and keys of about so many bytes at most; one record always fits
   * @throws StreamFaultException with {@link StreamGone} at the end of a shard that has closed so
   *     long ago that its children have expired as well
   */
  public Page read(Lineage stream, Shard shard, long offset, int maxRecords, int maxBytes) {
    return read(stream, shard, offset, maxRecords, maxBytes, clock.instant());
  }

  /** The same with what was not expired at that instant. */
  Page read(
      Lineage stream, Shard shard, long offset, int maxRecords, int maxBytes, Instant promised) {
    long from = Math.max(offset, shard.startOffset());
    if (from >= shard.endOffset()) {
      return new Page(List.of(), from, from, 0, children(stream, shard));
    }
    Place place = place(stream, shard);
    Instant now = clock.instant();
    Batch batch = log.read(place, from, maxRecords, maxBytes);
    Instant expiry = stream.expiry(promised);
    if (!batch.records().isEmpty()
        && Instant.ofEpochMilli(batch.records().getFirst().timestamp()).isBefore(expiry)) {
      // Kafka deletes whole segments only, so it may still have what the stream no longer has.
      long kept = log.offsetAt(place, expiry).orElse(batch.end());
      batch = log.read(place, Math.max(kept, from), maxRecords, maxBytes);
    }
    ends.saw(stream, shard, batch.end());
    return page(stream, shard, from, batch, now);
  }

  private static List<Shard> children(Lineage stream, Shard shard) {
    List<Shard> children = stream.shards().childrenOf(shard);
    if (children.isEmpty()) {
      throw new StreamFaultException(new StreamGone(stream.topicId().orElseThrow(), shard.index()));
    }
    return children;
  }

  /**
   * The same for records that were not asked for but heard of.
   *
   * @param offset from which on they were waited for
   */
  public Page heard(Lineage stream, Shard shard, long offset, Batch batch) {
    ends.saw(stream, shard, batch.end());
    return page(stream, shard, Math.max(offset, shard.startOffset()), batch, clock.instant());
  }

  /** What of the batch is the shard's. */
  private Page page(Lineage before, Shard shard, long from, Batch batch, Instant now) {
    Bound bound = bound(before, shard, batch);
    List<Batch.Entry> records = belonging(batch.records(), before, shard, bound.end());
    if (batch.next() < bound.end()) {
      return new Page(records, batch.next(), batch.end(), millisBehind(batch, now), List.of());
    }
    long next = Math.max(from, bound.end());
    return bound.shard().isOpen()
        ? new Page(records, next, batch.end(), Math.max(1, millisBehind(batch, now)), List.of())
        : new Page(
            records, next, batch.end(), 0, bound.stream().shards().childrenOf(bound.shard()));
  }

  /** How far a shard may be served, in a lineage that may be newer than that of the question. */
  private record Bound(Lineage stream, Shard shard, long end) {}

  /** The shard may have been closed since it was looked at, or be about to be. */
  private Bound bound(Lineage before, Shard shard, Batch batch) {
    if (!shard.isOpen()) {
      return new Bound(before, shard, shard.endOffset());
    }
    return before.isNative() ? unmarked(before, shard, batch) : marked(before, shard, batch);
  }

  /**
   * In a topic of ours a seal, or a record of a later shard, tells that the shard may have been
   * closed since. Without one it goes on for as long as the batch does, whatever the lineage says
   * by now.
   */
  private Bound marked(Lineage before, Shard shard, Batch batch) {
    long mark = firstMark(batch.records(), shard);
    if (mark < 0) {
      return new Bound(before, shard, shard.endOffset());
    }
    Lineage stream = store.latest().find(before.topicId().orElseThrow()).orElse(before);
    Shard current = stream.shards().get(shard.index()).orElse(shard);
    boolean undecided = stream.closure().filter(closure -> closure.concerns(current)).isPresent();
    // Else, if it is open, what sealed it was taken back.
    return new Bound(stream, current, undecided ? mark : current.endOffset());
  }

  /** Negative when there is none. */
  private static long firstMark(List<Batch.Entry> records, Shard shard) {
    for (Batch.Entry entry : records) {
      if (isMark(entry, shard)) {
        return entry.offset();
      }
    }
    return -1;
  }

  private static boolean isMark(Batch.Entry entry, Shard shard) {
    int ordinal = entry.ordinal().orElse(-1);
    return ordinal > shard.index() || (entry.seal() && ordinal == shard.index());
  }

  /**
   * In a topic of others only the lineage tells where the shard ends, as no replica can have
   * changed it unseen.
   */
  private Bound unmarked(Lineage before, Shard shard, Batch batch) {
    UUID topicId = before.topicId().orElseThrow();
    if (!batch.records().isEmpty()) {
      frontier.passed(topicId, shard.partition(), batch.records().getLast().offset() + 1);
    }
    while (true) {
      Lineage stream = found(store.confirmed(), topicId, shard);
      Shard current = stream.shards().get(shard.index()).orElseThrow();
      Closure closure = stream.closure().orElse(null);
      if (closure == null || !closure.concerns(current)) {
        return new Bound(stream, current, current.endOffset());
      }
      long limit = frontier.limit(closure.since(), topicId, shard.partition());
      if (store.current().isOpen(topicId, closure)) {
        return new Bound(stream, current, limit);
      } // else it may have been forgotten and made anew; by now the end is known
    }
  }

  private static Lineage found(Lineages image, UUID topicId, Shard shard) {
    return image
        .find(topicId)
        .orElseThrow(() -> new StreamFaultException(new StreamGone(topicId, shard.index())));
  }

  /** Nearly always all do. */
  private static List<Batch.Entry> belonging(
      List<Batch.Entry> records, Lineage stream, Shard shard, long limit) {
    for (Batch.Entry entry : records) {
      if (!belongs(entry, stream, shard, limit)) {
        return records.stream().filter(each -> belongs(each, stream, shard, limit)).toList();
      }
    }
    return records;
  }

  private static boolean belongs(Batch.Entry entry, Lineage stream, Shard shard, long limit) {
    return entry.offset() < limit
        && (stream.isNative()
            || (!entry.seal() && entry.ordinal().orElse(shard.index()) == shard.index()));
  }

  private static long millisBehind(Batch batch, Instant now) {
    if (batch.next() >= batch.end()) {
      return 0;
    }
    if (batch.records().isEmpty()) {
      return 1;
    }
    // A producer's stamp may be anything.
    long newest = Math.max(0, batch.records().getLast().timestamp());
    return Math.max(1, now.toEpochMilli() - newest);
  }

  /** Where a reader begins that wants only what is written from now on. */
  public long latest(Lineage stream, Shard shard) {
    if (!shard.isOpen()) {
      return shard.endOffset();
    }
    long end = log.end(place(stream, shard));
    ends.saw(stream, shard, end);
    return Math.max(shard.startOffset(), Math.min(end, settledEnd(stream, shard)));
  }

  /** Where the partition of a shard ends, whichever shards it carries by now. */
  long end(Lineage stream, Shard shard) {
    return log.end(place(stream, shard));
  }

  /** By the time that Kafka has said where the partition ends, the shard may have been closed. */
  private long settledEnd(Lineage before, Shard shard) {
    UUID topicId = before.topicId().orElseThrow();
    Lineage stream = store.confirmed().find(topicId).orElse(before);
    Closure closure = stream.closure().orElse(null);
    if (closure != null && closure.concerns(shard)) {
      boolean _ = store.await(image -> !image.isOpen(topicId, closure), DECISION);
      stream = store.confirmed().find(topicId).orElse(before);
    }
    return stream.shards().get(shard.index()).map(Shard::endOffset).orElse(Long.MAX_VALUE);
  }

  /**
   * Where a reader begins that wants to go on at an offset: there, but neither before the shard nor
   * beyond the end, as one that waits there would miss what is written meanwhile. Kafka is asked
   * for the end only where the offset may lie beyond it.
   */
  public long from(Lineage stream, Shard shard, long offset) {
    long from = Math.max(shard.startOffset(), Math.min(offset, shard.endOffset()));
    return from == shard.startOffset() || !shard.isOpen() || ends.reach(stream, shard, from)
        ? from
        : Math.min(from, latest(stream, shard));
  }

  /** Where a reader begins that wants what was written at an instant or later. */
  public long at(Lineage stream, Shard shard, Instant instant) {
    Place place = place(stream, shard);
    // The end first: a record written between the two questions must not be skipped.
    long end = Math.min(log.end(place), shard.endOffset());
    Instant expiry = stream.expiry(clock.instant());
    Instant from = instant.isBefore(expiry) ? expiry : instant;
    return Math.max(shard.startOffset(), Math.min(end, log.offsetAt(place, from).orElse(end)));
  }

  /**
   * Where a reader begins that wants all that is retained: at the start of the shard, whatever is
   * left of it. What is expired or gone by the time of the reading is stepped over then, in {@link
   * #read}, as it has to be for every iterator; so there is no need to ask Kafka twice.
   */
  public static long trimHorizon(Shard shard) {
    return shard.startOffset();
  }

  /**
   * The first offset of the shard that is neither expired at that instant nor deleted by Kafka; its
   * end when none is left.
   */
  public long horizon(Lineage stream, Shard shard, Instant at) {
    return horizons(stream, List.of(shard), at).getFirst();
  }

  /** The same of several shards, for which Kafka is asked at once. */
  public List<Long> horizons(Lineage stream, List<Shard> shards, Instant at) {
    List<Long> kept =
        log.keptFrom(
            shards.stream().map(shard -> place(stream, shard)).toList(), stream.expiry(at));
    return IntStream.range(0, shards.size())
        .mapToObj(
            i -> Math.clamp(kept.get(i), shards.get(i).startOffset(), shards.get(i).endOffset()))
        .toList();
  }

  private static Place place(Lineage stream, Shard shard) {
    return new Place(
        stream.topic(), stream.topicId().orElseThrow(), shard.partition(), shard.index());
  }
}
