// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import static io.offshard.adapter.quota.TokenBucket.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.quota.CallRate.Scope;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallQuotasTest {
  private static final CallRate FIVE = CallRate.ofCaller(5);

  private long now;
  private long replicas = 1;
  private final CallQuotas quotas = new CallQuotas(true, () -> replicas, () -> now);

  private long admitted(CallQuotas by, String operation, CallRate rate, String who) {
    return IntStream.range(0, 100).filter(_ -> by.admit(operation, rate, who)).count();
  }

  @Test
  void eachCallerHasTheRateOfEachOperationForItself() {
    assertThat(admitted(quotas, "CreateStream", FIVE, "a")).isEqualTo(5);
    assertThat(admitted(quotas, "CreateStream", FIVE, "b")).isEqualTo(5);
    assertThat(admitted(quotas, "DeleteStream", FIVE, "a")).isEqualTo(5);
    assertThat(admitted(quotas, "CreateStream", CallRate.ofStream(5), "a"))
        .as("a stream of that name")
        .isEqualTo(5);

    now += SECOND * 2 / 5;
    assertThat(admitted(quotas, "CreateStream", FIVE, "a")).isEqualTo(2);
  }

  @Test
  void aRateOfADayComesBackInADay() {
    CallRate rate = new CallRate(Scope.STREAM, 25, Duration.ofHours(24));
    assertThat(admitted(quotas, "StartStreamEncryption", rate, "s")).isEqualTo(25);
    now += Duration.ofHours(12).toNanos();
    assertThat(admitted(quotas, "StartStreamEncryption", rate, "s")).isEqualTo(12);
  }

  @Test
  void replicasShareIt() {
    replicas = 10;
    assertThat(admitted(quotas, "ListStreams", FIVE, "a")).isEqualTo(1);
    now += 2 * SECOND;
    assertThat(admitted(quotas, "ListStreams", FIVE, "a")).isEqualTo(1);
  }

  @Test
  void offIsOff() {
    assertThat(admitted(CallQuotas.off(), "ListStreams", FIVE, "a")).isEqualTo(100);
  }
}
