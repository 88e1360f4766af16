// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;

class AskQueueTest {
  private static final Leader LEADER = new Leader(new Node(1, "localhost", 9092), Optional.of(3));

  private static final Uuid ID = new Uuid(1, 2);

  private final AskQueue queue = new AskQueue();

  @Test
  void hasNothingToSendWhenNobodyWaits() {
    assertThat(queue.next()).isNull();
  }

  @Test
  void putsAllPartitionsThatWaitIntoOneRequest() {
    List<Ask.Fetch> asks = List.of(fetch(0), fetch(1), fetch(2));
    asks.forEach(queue::add);

    assertThat(queue.next()).isEqualTo(new FetchRound(asks));
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void namesPartitionOncePerRequest() {
    Ask.Fetch first = fetch(0);
    Ask.Fetch again = fetch(0);
    Ask.Fetch other = fetch(1);
    List.of(first, again, other).forEach(queue::add);

    assertThat(queue.next()).isEqualTo(new FetchRound(List.of(first, other)));
    assertThat(queue.next()).isEqualTo(new FetchRound(List.of(again)));
  }

  @Test
  void asksForRecordsAndOffsetsInTurn() {
    Ask.Offset offset = new Ask.Offset(place(ID, 0), LEADER, -1);
    Ask.Fetch fetch = fetch(0);
    queue.add(offset);
    queue.add(fetch);

    assertThat(queue.next()).isEqualTo(new OffsetRound(List.of(offset)));
    assertThat(queue.next()).isEqualTo(new FetchRound(List.of(fetch)));
  }

  @Test
  void doesNotMixTopicWithItsPredecessorOfTheSameName() {
    Ask.Fetch old = fetch(0);
    Ask.Fetch fresh = new Ask.Fetch(place(new Uuid(1, 3), 1), LEADER, 0, 100);
    queue.add(old);
    queue.add(fresh);

    assertThat(queue.next()).isEqualTo(new FetchRound(List.of(old)));
    assertThat(queue.next()).isEqualTo(new FetchRound(List.of(fresh)));
  }

  @Test
  void sendsNothingForCallersThatHaveGivenUp() {
    Ask.Fetch gone = fetch(0);
    queue.add(gone);
    gone.answer().cancel(false);

    assertThat(queue.next()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void tellsAllThatWaitWhenThereIsNoConnection() {
    Ask.Fetch ask = fetch(0);
    queue.add(ask);

    queue.failAll(new DisconnectException("gone"));

    assertThat(ask.answer()).isCompletedExceptionally();
    assertThat(queue.next()).isNull();
  }

  @Property
  void sendsEachAskOnceAndThoseOfOnePartitionInTheirOrder(
      @ForAll @Size(max = 700) List<@IntRange(max = 400) Integer> partitions) {
    AskQueue busy = new AskQueue();
    List<Ask.Fetch> asks = partitions.stream().map(AskQueueTest::fetch).toList();
    asks.forEach(busy::add);

    List<Ask<?>> sent = new ArrayList<>();
    for (Round round = busy.next(); round != null; round = busy.next()) {
      assertThat(round.asks()).hasSizeBetween(1, AskQueue.MOST);
      assertThat(round.asks().stream().map(Ask::subject)).doesNotHaveDuplicates();
      sent.addAll(round.asks());
    }

    assertThat(sent).hasSize(asks.size());
    for (Ask.Fetch ask : asks) {
      assertThat(ofPartition(sent, ask)).isEqualTo(ofPartition(asks, ask));
    }
  }

  private static List<Ask<?>> ofPartition(List<? extends Ask<?>> asks, Ask.Fetch like) {
    return List.copyOf(
        asks.stream().filter(each -> each.subject().equals(like.partition())).toList());
  }

  private static Ask.Fetch fetch(int partition) {
    return new Ask.Fetch(place(ID, partition), LEADER, 7, 100);
  }

  private static TopicIdPartition place(Uuid id, int partition) {
    return new TopicIdPartition(id, partition, "a");
  }
}
