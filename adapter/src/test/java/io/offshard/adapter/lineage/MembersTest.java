// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  private long now;
  private final Members members = new Members(() -> now);

  private void heard(UUID replica, long applied) {
    members.heard(new Heartbeat(replica, 0, applied, 1, false, List.of(), List.of()));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void allThatLiveAreWaitedFor() {
    heard(ONE, 10);
    heard(TWO, 9);
    assertThat(members.havePassed(10)).isFalse();

    heard(TWO, 10);
    assertThat(members.havePassed(10)).isTrue();
    assertThat(members.havePassed(11)).isFalse();
  }

  @Test
  void aDeadReplicaIsWaitedForAsLongAsItsLeaseMayLast() {
    heard(ONE, 9);
    pass(Members.LEASE);
    assertThat(members.havePassed(10)).isFalse();
    assertThat(members.count()).isOne();

    pass(Members.LEASE.dividedBy(20));
    assertThat(members.havePassed(10)).isTrue();
    assertThat(members.count()).isZero();
  }

  @Test
  void aReplicaThatHasLeftIsNotWaitedFor() {
    heard(ONE, 9);
    members.heard(new Heartbeat(ONE, 1, 9, 1, true, List.of(), List.of()));

    assertThat(members.havePassed(10)).isTrue();
  }

  @Test
  void theOldestVersionSaysWhatMayBeWritten() {
    assertThat(members.level(3)).isEqualTo(3);
    members.heard(new Heartbeat(ONE, 0, 0, 2, false, List.of(), List.of()));
    assertThat(members.level(3)).isEqualTo(2);
    assertThat(members.level(1)).isEqualTo(1);

    pass(Members.LEASE.multipliedBy(2));
    assertThat(members.level(3)).isEqualTo(3);
  }

  @Test
  void oneReplicaIsTheFirst() {
    heard(TWO, 0);
    assertThat(members.isFirst(TWO)).isTrue();
    heard(ONE, 0);
    assertThat(members.isFirst(TWO)).isFalse();
    assertThat(members.isFirst(ONE)).isTrue();
  }

  @Test
  void onlySilentReplicasAreForgotten() {
    heard(ONE, 0);
    pass(Duration.ofMinutes(5));
    heard(TWO, 0);
    members.cleared(TWO);
    assertThat(members.silent()).isEmpty();
    assertThat(members.count()).isOne();

    pass(Duration.ofMinutes(6));
    assertThat(members.silent()).containsExactly(ONE);
    members.cleared(ONE);
    assertThat(members.silent()).isEmpty();
  }
}
