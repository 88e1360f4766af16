// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import io.offshard.it.client.LiveStream;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Splits, merges and counts anew, at random, within two and twelve shards. What is refused, for
 * example as another one is at it, is left. For one thread; others look when it has ended.
 */
final class RandomResharder {
  private static final int FEWEST = 2;
  private static final int MOST = 12;

  private final Resharder calls;
  private final Random random;
  private int accepted;
  private int refused;

  RandomResharder(KinesisClient replica, String stream, long seed) {
    this.calls = new Resharder(replica, stream);
    this.random = new Random(seed);
  }

  void turn() {
    try {
      List<Shard> open = calls.open();
      int kind = random.nextInt(5);
      if (kind == 0) {
        scale(open.size());
      } else if (open.size() <= FEWEST || (kind < 3 && open.size() < MOST)) {
        calls.split(open.get(random.nextInt(open.size())));
      } else {
        int lower = random.nextInt(open.size() - 1);
        calls.merge(open.get(lower), open.get(lower + 1));
      }
      accepted++;
    } catch (SdkException e) {
      refused++;
    }
  }

  private void scale(int open) {
    int most = Math.min(MOST, 2 * open);
    int least = Math.max(FEWEST, (open + 1) / 2);
    calls.scale(least + random.nextInt(most - least + 1));
  }

  /** Waits until the stream is at rest. */
  void rest() {
    LiveStream.awaitRest(calls.replica(), calls.stream());
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return refused;
  }
}
