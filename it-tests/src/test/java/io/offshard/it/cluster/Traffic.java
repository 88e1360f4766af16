// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.cluster;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.LiveStream;
import io.offshard.it.cluster.Writer.Acknowledged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Writers, a reader for each shard and somebody who asks about the stream, all at work until {@link
 * #stop}.
 */
final class Traffic implements AutoCloseable {
  private static final int WRITERS_PER_SHARD = 2;

  /** More than may read at once ({@code read.at-once}): they could keep out those of the others. */
  private static final int READERS_PER_SHARD = 10;

  /** Far more than a fail-over takes, even of brokers that fight for the processor. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final LiveStream stream;
  private final List<Writer> writers = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();
  private final Calls questions = new Calls();
  private final List<Loop> loops = new ArrayList<>();

  private Traffic(LiveStream stream) {
    this.stream = stream;
  }

  /** Starts it; returns when all calls succeed. */
  static Traffic start(LiveStream stream) {
    Traffic traffic = new Traffic(stream);
    for (int shard = 0; shard < stream.shards(); shard++) {
      for (int i = 0; i < READERS_PER_SHARD; i++) {
        traffic.followers.add(new Follower(stream, shard));
      }
      for (int i = 0; i < WRITERS_PER_SHARD; i++) {
        traffic.writers.add(new Writer(stream, shard, "s" + shard + "w" + i));
      }
    }
    traffic.writers.forEach(each -> traffic.loops.add(Loop.start("writer", each::turn)));
    traffic.followers.forEach(each -> traffic.loops.add(Loop.start("follower", each::turn)));
    traffic.loops.add(Loop.start("asker", () -> traffic.questions.make(stream::summary)));
    traffic.awaitProgress();
    traffic.all().forEach(Calls::begin);
    return traffic;
  }

  private Stream<Calls> all() {
    return Stream.concat(
        Stream.of(questions),
        Stream.concat(
            writers.stream().map(Writer::calls), followers.stream().map(Follower::calls)));
  }

  /** Returns when each of those at work has had some more success. */
  void awaitProgress() {
    List<Integer> before = all().map(Calls::succeeded).toList();
    Awaitility.await("success for everybody")
        .atMost(LONGEST)
        .until(
            () -> {
              List<Integer> now = all().map(Calls::succeeded).toList();
              for (int i = 0; i < now.size(); i++) {
                if (now.get(i) < before.get(i) + 20) {
                  return false;
                }
              }
              return true;
            });
  }

  @Override
  public void close() {
    loops.forEach(Loop::askToStop);
  }

  private List<Follower> readersOf(int shard) {
    return followers.stream().filter(each -> each.shard() == shard).toList();
  }

  /** How many calls of all readers failed so far. */
  int failedReads() {
    return followers.stream().mapToInt(each -> each.calls().failed()).sum();
  }

  /** How many of those of these shards. */
  int failedReads(List<Integer> shards) {
    return shards.stream()
        .flatMap(shard -> readersOf(shard).stream())
        .mapToInt(each -> each.calls().failed())
        .sum();
  }

  /** Ends the traffic, compares all that was acknowledged with all that is there, and reports. */
  String stop() {
    close();
    loops.forEach(Loop::join);
    int repeats = 0;
    for (int shard = 0; shard < stream.shards(); shard++) {
      List<Record> there = stream.readFrom(stream.iterator(shard, ShardIteratorType.TRIM_HORIZON));
      for (Follower follower : readersOf(shard)) {
        assertThat(follower.finish()).isEqualTo(there);
      }
      repeats += repeats(shard, there);
    }
    all().forEach(calls -> assertThat(calls.longestStall()).isLessThan(LONGEST));
    return report(repeats);
  }

  /**
   * Everything acknowledged is where its sequence number says, once and in order. What else is
   * there was in doubt, and is counted.
   */
  private int repeats(int shard, List<Record> there) {
    List<Acknowledged> left = new ArrayList<>();
    there.forEach(r -> left.add(new Acknowledged(r.sequenceNumber(), r.data().asUtf8String())));
    for (Writer writer : writers) {
      if (writer.shard() == shard) {
        Set<Acknowledged> mine = new HashSet<>(writer.acknowledged());
        assertThat(left.stream().filter(mine::contains)).isEqualTo(writer.acknowledged());
        left.removeAll(mine);
      }
    }
    assertThat(left)
        .allSatisfy(
            each ->
                assertThat(writers.stream().map(Writer::inDoubt))
                    .anySatisfy(inDoubt -> assertThat(inDoubt).contains(each.text())));
    return left.size();
  }

  private String report(int repeats) {
    String readers =
        IntStream.range(0, stream.shards())
            .mapToObj(
                shard ->
                    "  shard %d  %s%n"
                        .formatted(shard, line(readersOf(shard).stream().map(Follower::calls))))
            .collect(joining());
    return "  puts     %s; %d records twice%n  asking   %s%n%s"
        .formatted(
            line(writers.stream().map(Writer::calls)),
            repeats,
            line(Stream.of(questions)),
            readers);
  }

  private static String line(Stream<Calls> callers) {
    List<Calls> calls = callers.toList();
    LongSummaryStatistics stalls =
        calls.stream().mapToLong(each -> each.longestStall().toMillis()).summaryStatistics();
    return "longest stall %.1f to %.1f s; %d calls, %d failed"
        .formatted(
            stalls.getMin() / 1e3,
            stalls.getMax() / 1e3,
            calls.stream().mapToInt(each -> each.succeeded() + each.failed()).sum(),
            calls.stream().mapToInt(Calls::failed).sum());
  }
}
