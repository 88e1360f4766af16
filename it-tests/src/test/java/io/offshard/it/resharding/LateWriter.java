// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import io.offshard.adapter.service.PartitionWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Writes through another one, but now and then waits before it, or after it. */
final class LateWriter implements PartitionWriter {
  private static final int LONGEST_MILLIS = 150;

  private final PartitionWriter kafka;
  private final Random random;

  LateWriter(PartitionWriter kafka, Random random) {
    this.kafka = kafka;
    this.random = random;
  }

  @Override
  public List<Result> append(List<Outgoing> records) {
    dawdle();
    List<Result> results = kafka.append(records);
    dawdle();
    return results;
  }

  private void dawdle() {
    if (random.nextInt(5) == 0) {
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_MILLIS)).toNanos());
    }
  }

  @Override
  public Map<Integer, Long> seal(String topic, Map<Integer, Integer> ordinals, UUID op) {
    return kafka.seal(topic, ordinals, op);
  }
}
