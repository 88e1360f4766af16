// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.items.ItemKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final ItemKey ITEM = new ItemKey("table", "item");

  private final Turns turns = new Turns();

  /** Whether a reader's turn has come before anybody else did anything. */
  private CountDownLatch reader() {
    CountDownLatch served = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                turns.await(ITEM);
                served.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    return served;
  }

  private static boolean isServed(CountDownLatch reader) throws InterruptedException {
    return reader.await(10, TimeUnit.SECONDS);
  }

  @Test
  void afterARefusalAReaderIsServedWhenTheOneBeforeHasWritten() throws InterruptedException {
    turns.refused(ITEM);
    turns.await(ITEM);
    CountDownLatch next = reader();
    turns.written(ITEM);

    assertThat(isServed(next)).isTrue();
  }

  @Test
  void oneWhoReadsAndDoesNotWriteDelaysTheOthersOnlyForAWhile() throws InterruptedException {
    turns.refused(ITEM);
    turns.await(ITEM);
    CountDownLatch second = reader();
    CountDownLatch third = reader();

    assertThat(isServed(second)).isTrue();
    assertThat(isServed(third)).isTrue();
  }

  @Test
  void aRefusalEndsNoTurn() throws InterruptedException {
    turns.refused(ITEM);
    long begin = System.nanoTime();
    turns.await(ITEM);
    turns.refused(ITEM);
    turns.await(ITEM);

    assertThat(System.nanoTime() - begin)
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(140));
  }
}
