// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Tails.Heard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(8)
class TailTest {
  private static final Place PLACE = new Place("a", new UUID(1, 2), 3, 7);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Tail tail = new Tail(new TopicIdPartition(new Uuid(1, 2), 3, "a"));

  @Test
  void holdsWhatHasComeSinceItBegan() throws Exception {
    tail.begin(5);
    Batch first = page(5, 8, 8);
    tail.append(first);
    tail.append(page(8, 10, 12));

    assertThat(await(5)).isEqualTo(new Heard.Arrived(new Batch(first.records(), 8, 12)));
    assertThat(await(4)).isEqualTo(new Heard.Missed());
  }

  @Test
  void sharesRecordsAndDoesNotCopyThem() throws Exception {
    tail.begin(5);
    Batch page = page(5, 8, 8);
    tail.append(page);

    assertThat(arrived(await(5)).records().getLast()).isSameAs(page.records().getLast());
    assertThat(arrived(await(7)).records().getLast()).isSameAs(page.records().getLast());
  }

  @Test
  void beginsInTheMiddleOfPageForFollowerThatHasTheRest() throws Exception {
    tail.begin(5);
    tail.append(new Batch(List.of(entry(5), entry(7), entry(8)), 10, 10));

    assertThat(arrived(await(6)).records()).extracting(Batch.Entry::offset).containsExactly(7L, 8L);
    assertThat(arrived(await(8)).records()).extracting(Batch.Entry::offset).containsExactly(8L);
    assertThat(await(9)).isEqualTo(new Heard.Arrived(new Batch(List.of(), 10, 10)));
  }

  @Test
  void whoLagsBehindWhatIsKeptMissesIt() throws Exception {
    tail.begin(0);
    tail.append(page(0, 2, 2));
    tail.append(page(2, 4, 4));
    tail.drop();

    assertThat(await(1)).isEqualTo(new Heard.Missed());
    assertThat(arrived(await(2)).records()).hasSize(2);
    tail.drop();
    assertThat(await(3)).isEqualTo(new Heard.Missed());
    assertThat(await(4)).isEqualTo(new Heard.Nothing(4));
  }

  @Test
  void tellsAtTheEndThatNothingHasCome() throws Exception {
    tail.begin(5);
    assertThat(await(5)).isEqualTo(new Heard.Nothing(5));

    // A large batch has no room in an answer, for example.
    tail.append(new Batch(List.of(), 5, 9));
    assertThat(await(5)).isEqualTo(new Heard.Nothing(9));
  }

  @Test
  void claimsNothingBeforeItHasBegunAndWhileTheBrokerIsLost() throws Exception {
    assertThat(await(5)).isEqualTo(new Heard.Missed());
    tail.begin(5);
    tail.append(page(5, 7, 7));
    tail.pause();

    assertThat(await(7)).isEqualTo(new Heard.Missed());
    assertThat(arrived(await(5)).records()).hasSize(2);
    tail.stay();
    assertThat(await(7)).isEqualTo(new Heard.Nothing(7));
    tail.forget();
    assertThat(await(5)).isEqualTo(new Heard.Missed());
  }

  @Test
  void goesOnOnlyWhereTheLogStillHasWhatIsNext() {
    assertThat(tail.reaches(9)).isFalse();
    tail.begin(5);

    assertThat(tail.reaches(5)).isTrue();
    assertThat(tail.reaches(4)).isFalse();
    tail.forget();
    assertThat(tail.reaches(5)).isFalse();
  }

  @Test
  void wakesWhoWaitsForTheNextRecord() throws Exception {
    tail.begin(5);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Heard> atEnd = threads.submit(() -> tail.await(5, LONG, PLACE));
      Awaitility.await().during(Duration.ofMillis(50)).until(() -> !atEnd.isDone());
      tail.append(page(5, 6, 6));

      assertThat(arrived(atEnd.get()).next()).isEqualTo(6);
    }
  }

  @Test
  void sendsWhoWaitsAtTheEndTheOrdinaryWaySoonWhenTheBrokerIsLost() throws Exception {
    tail.begin(5);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Heard> waiting = threads.submit(() -> tail.await(5, LONG, PLACE));
      Awaitility.await().during(Duration.ofMillis(50)).until(() -> !waiting.isDone());
      tail.pause();

      Awaitility.await().atMost(Tail.PATIENCE.multipliedBy(8)).until(waiting::isDone);
      assertThat(waiting.get()).isEqualTo(new Heard.Missed());
    }
  }

  @Test
  void doesNotWaitLongForReaderThatIsAhead() throws Exception {
    tail.begin(5);

    assertThat(tail.await(6, LONG, PLACE)).isEqualTo(new Heard.Missed());
  }

  @Test
  void tellsEachFollowerOfItsOwnShardWhenTheTopicIsGone() throws Exception {
    tail.begin(5);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Heard> waiting = threads.submit(() -> tail.await(5, LONG, PLACE));
      tail.end(place -> new StreamGone(place.topicId(), place.shard()));

      assertThatThrownBy(waiting::get)
          .cause()
          .isInstanceOfSatisfying(
              StreamFaultException.class,
              e -> assertThat(e.fault()).isEqualTo(new StreamGone(new UUID(1, 2), 7)));
    }
  }

  private Heard await(long from) throws InterruptedException {
    return tail.await(from, Duration.ZERO, PLACE);
  }

  static Batch arrived(Heard heard) {
    return ((Heard.Arrived) heard).batch();
  }

  static Batch page(long from, long next, long end) {
    return new Batch(LongStream.range(from, next).mapToObj(TailTest::entry).toList(), next, end);
  }

  static Batch.Entry entry(long offset) {
    return new Batch.Entry(
        offset, 0, null, ByteBuffer.allocate(10), OptionalInt.empty(), false, null);
  }
}
