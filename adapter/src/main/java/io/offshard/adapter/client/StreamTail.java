// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import io.offshard.adapter.service.Pause;
import io.offshard.mapping.kinesis.GetRecords;
import io.offshard.mapping.kinesis.GetShardIterator;
import io.offshard.mapping.kinesis.Record;
import io.offshard.mapping.kinesis.Shard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream as it is written: all its shards, one after the other in a round, and their
 * children when they are closed, each after all of its parents. So the records of a partition key
 * come in their order. For one thread, and once.
 */
@SuppressWarnings("JavaLangClash") // The API's own name.
public final class StreamTail {
  /** A shard may be asked five times a second. */
  private static final Duration ROUND = Duration.ofMillis(220);

  private static final Duration TROUBLE = Duration.ofSeconds(1);
  private static final int PAGE = 1_000;

  private final KinesisClient client;
  private final KinesisStreams streams;
  private final String stream;
  private final Pause pause;
  private final InstantSource clock;
  private final Consumer<String> progress;

  private final List<Cursor> reading = new ArrayList<>();
  private final Set<String> roots = new HashSet<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final Map<String, List<String>> parents = new HashMap<>();
  private boolean troubled;

  /** Where a shard is read; an iterator is good for five minutes only. */
  private static final class Cursor {
    private final String shard;
    private TailStart start;
    private @Nullable String iterator;

    private Cursor(String shard, TailStart start) {
      this.shard = shard;
      this.start = start;
    }
  }

  /**
   * A reader of that stream.
   *
   * @param progress is told of what keeps it from reading, once for each time
   */
  public StreamTail(
      KinesisClient client,
      String stream,
      Pause pause,
      InstantSource clock,
      Consumer<String> progress) {
    this.client = client;
    this.streams = new KinesisStreams(client, pause);
    this.stream = stream;
    this.pause = pause;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Reads until there is nothing more to come, which is when what is read was closed and has no
   * children, or until it is told to end.
   *
   * @param shard the only one to begin with; null for all
   * @param out takes the id of a shard and a record of it, and says whether to go on
   * @throws CallFailure when a call is refused for good, as when the stream is deleted
   */
  public void run(@Nullable String shard, TailStart start, BiPredicate<String, Record> out)
      throws InterruptedException {
    List<Shard> first = streams.shards(stream, start.filter());
    if (shard == null) {
      Set<String> ids = new HashSet<>();
      first.forEach(each -> ids.add(each.shardId()));
      first.stream()
          .filter(each -> parents(each).noneMatch(ids::contains))
          .forEach(each -> begin(each.shardId(), start));
    } else {
      begin(shard, start);
    }
    roots.addAll(begun);
    // All iterators first: what is written while the first shard is printed is not missed.
    reading.forEach(this::locate);
    while (!reading.isEmpty()) {
      boolean caughtUp = true;
      for (Cursor cursor : List.copyOf(reading)) {
        GetRecords.Response page = poll(cursor);
        if (page == null) {
          continue;
        }
        for (Record each : page.records()) {
          cursor.start = new TailStart.Behind(each.sequenceNumber());
          if (!out.test(cursor.shard, each)) {
            return;
          }
        }
        Long behind = page.millisBehindLatest();
        caughtUp &= behind == null || behind == 0;
      }
      if (caughtUp) {
        pause.await(ROUND);
      }
    }
  }

  private void begin(String shard, TailStart start) {
    begun.add(shard);
    reading.add(new Cursor(shard, start));
  }

  private void locate(Cursor cursor) {
    cursor.iterator =
        client
            .ask(
                "GetShardIterator",
                GetShardIterator.Request.SHAPE,
                cursor.start.request(stream, cursor.shard),
                GetShardIterator.Response.SHAPE)
            .shardIterator();
  }

  /** Null where nothing could be read for now. */
  private GetRecords.@Nullable Response poll(Cursor cursor) throws InterruptedException {
    try {
      String iterator = cursor.iterator;
      if (iterator == null) {
        locate(cursor);
        iterator = cursor.iterator;
      }
      GetRecords.Response page =
          client.ask(
              "GetRecords",
              GetRecords.Request.SHAPE,
              new GetRecords.Request(String.valueOf(iterator), PAGE, null, null),
              GetRecords.Response.SHAPE);
      if (cursor.start instanceof TailStart.Latest && page.records().isEmpty()) {
        cursor.start = new TailStart.At(clock.instant()); // should the iterator grow too old
      }
      cursor.iterator = page.nextShardIterator();
      troubled = false;
      if (cursor.iterator == null) {
        end(cursor);
      }
      return page;
    } catch (CallFailure e) {
      recover(cursor, e);
      return null;
    }
  }

  private void recover(Cursor cursor, CallFailure failure) throws InterruptedException {
    if (failure.type().equals("ExpiredIteratorException")) {
      cursor.iterator = null;
    } else if (failure.isTransient() && !Thread.currentThread().isInterrupted()) {
      if (!troubled) {
        progress.accept(failure.getMessage() + "; trying again");
        troubled = true;
      }
      pause.await(TROUBLE);
    } else {
      throw failure;
    }
  }

  private void end(Cursor cursor) {
    List<Shard> all = streams.shards(stream, null); // when it fails, the shard is asked once more
    reading.remove(cursor);
    done.add(cursor.shard);
    all.forEach(each -> parents.put(each.shardId(), parents(each).toList()));
    all.stream()
        .map(Shard::shardId)
        .filter(id -> !begun.contains(id) && isNext(id))
        .forEach(id -> begin(id, new TailStart.TrimHorizon()));
  }

  /** Whether all of the shard's parents that are read at all have been read. */
  private boolean isNext(String id) {
    List<String> before =
        parents.getOrDefault(id, List.of()).stream().filter(this::isRead).toList();
    return !before.isEmpty() && done.containsAll(before);
  }

  /** Whether it, or a shard that it comes from, is where the reading begins. */
  private boolean isRead(String id) {
    Set<String> seen = new HashSet<>(Set.of(id));
    Deque<String> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      String one = next.remove();
      if (roots.contains(one)) {
        return true;
      }
      parents.getOrDefault(one, List.of()).stream().filter(seen::add).forEach(next::add);
    }
    return false;
  }

  private static Stream<String> parents(Shard shard) {
    return Stream.concat(
        Stream.ofNullable(shard.parentShardId()), Stream.ofNullable(shard.adjacentParentShardId()));
  }
}
