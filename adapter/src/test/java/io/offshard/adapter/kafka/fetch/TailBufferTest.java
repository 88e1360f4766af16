// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.Tails.Heard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TailBufferTest {
  private static final Place PLACE = new Place("a", new UUID(1, 2), 0, 0);
  private static final int MOST = 10_000;

  private final TailBuffer buffer = new TailBuffer(MOST);
  private final Tail first = tail(0);
  private final Tail second = tail(1);

  @Test
  void letsGoOfTheOldestPageOfAllWhenItIsFull() throws Exception {
    buffer.add(first, TailTest.page(0, 1, 1), 4_000);
    buffer.add(second, TailTest.page(0, 1, 1), 4_000);
    assertThat(held(first, 0)).isTrue();

    buffer.add(second, TailTest.page(1, 2, 2), 4_000);

    assertThat(held(first, 0)).isFalse();
    assertThat(held(second, 0)).isTrue();
    assertThat(held(second, 1)).isTrue();
    assertThat(buffer.bytes()).isBetween(8_000L, (long) MOST);
  }

  @Test
  void keepsTheNewestPageWhateverItsSize() throws Exception {
    buffer.add(first, TailTest.page(0, 1, 1), 4_000);
    buffer.add(first, TailTest.page(1, 2, 2), 50_000);

    assertThat(held(first, 0)).isFalse();
    assertThat(held(first, 1)).isTrue();

    buffer.add(first, TailTest.page(2, 3, 3), 1_000);
    assertThat(held(first, 1)).isFalse();
    assertThat(buffer.bytes()).isLessThan(2_000);
  }

  @Test
  void countsWhatWasUnpacked() {
    ByteBuffer unpacked = ByteBuffer.allocate(5_000);
    Batch.Entry entry = new Batch.Entry(0, 0, null, unpacked, OptionalInt.empty(), false, null);

    buffer.add(first, new Batch(List.of(entry), 1, 1), 20);

    assertThat(buffer.bytes()).isGreaterThan(5_000);
  }

  @Test
  void givesBackWhatForgottenTailHeld() throws Exception {
    buffer.add(first, TailTest.page(0, 1, 1), 4_000);
    long before = buffer.bytes();
    buffer.add(second, TailTest.page(0, 1, 1), 4_000);

    buffer.forget(second);
    assertThat(buffer.bytes()).isEqualTo(before);
    buffer.forget(first);
    assertThat(buffer.bytes()).isZero();

    second.begin(0);
    for (int i = 0; i < 3; i++) {
      buffer.add(second, TailTest.page(i, i + 1, i + 1), 4_000);
    }
    assertThat(held(second, 0)).isFalse();
    assertThat(held(second, 1)).isTrue();
  }

  @Test
  void anAnswerWithoutRecordsTakesNoRoom() {
    buffer.add(first, new Batch(List.of(), 0, 7), 0);

    assertThat(buffer.bytes()).isZero();
  }

  private static Tail tail(int partition) {
    Tail tail = new Tail(new TopicIdPartition(new Uuid(1, 2), partition, "a"));
    tail.begin(0);
    return tail;
  }

  private static boolean held(Tail tail, long offset) throws InterruptedException {
    return tail.await(offset, Duration.ZERO, PLACE) instanceof Heard.Arrived;
  }
}
