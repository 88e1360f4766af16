// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private long nanos = 5;
  private long millis = 1_000;
  private final Lease lease = new Lease(new UUID(0, 1), () -> nanos, () -> millis);

  private void pass(Duration time) {
    nanos += time.toNanos();
    millis += time.toMillis();
  }

  @Test
  void itIsHeldFromTheHeartbeatsSendingOn() {
    long nonce = lease.sending();
    pass(Duration.ofSeconds(4));
    assertThat(lease.isHeld()).isFalse();

    lease.readBack(nonce);
    assertThat(lease.isHeld()).isTrue();
    pass(Duration.ofSeconds(6).minusMillis(1));
    assertThat(lease.isHeld()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void aHeartbeatThatComesBackTooLateGivesNone() {
    long nonce = lease.sending();
    pass(Members.LEASE);
    lease.readBack(nonce);

    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void theLatestHeartbeatCounts() {
    long first = lease.sending();
    pass(Duration.ofSeconds(3));
    long second = lease.sending();
    lease.readBack(second);
    lease.readBack(first);
    pass(Duration.ofSeconds(8));

    assertThat(lease.isHeld()).isTrue();
  }

  @Test
  void aMachineThatWasSuspendedHasLostIt() {
    lease.readBack(lease.sending());
    millis += 10_000; // the other clock stood still

    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void aClockThatWasSetBackDoesNotMakeItLonger() {
    lease.readBack(lease.sending());
    millis -= 100_000;
    nanos += Members.LEASE.toNanos();

    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void heartbeatsThatWereNeverSentGiveNone() {
    lease.readBack(7);
    assertThat(lease.isHeld()).isFalse();
    for (int i = 0; i < 100; i++) {
      long _ = lease.sending(); // lost, all of them
    }
    lease.readBack(3);
    assertThat(lease.isHeld()).isFalse();
    lease.readBack(99);
    assertThat(lease.isHeld()).isTrue();
  }

  @Test
  void whoWaitsGetsIt() throws Exception {
    long nonce = lease.sending();
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                waiting.complete(lease.await(Duration.ofSeconds(30)));
              } catch (InterruptedException e) {
                waiting.completeExceptionally(e);
              }
            });
    lease.readBack(nonce);

    assertThat(waiting.get()).isTrue();
    thread.join();
    assertThat(new Lease(new UUID(0, 2), () -> nanos, () -> millis).await(Duration.ZERO)).isFalse();
  }
}
