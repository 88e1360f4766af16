// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.TwoReplicas;
import io.offshard.it.cluster.Loop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * How long a writer waits while the shard that it writes to is split; nothing is asserted of that.
 */
final class WritersPauseIT {
  private static final int SPLITS = 20;
  private static final int WRITERS = 4;

  /** A call that was answered: when it began, and how long it took. */
  private record Took(long beganNanos, long nanos) {}

  @Test
  void everyWriteSucceedsThroughSplitsAndMerges(@TempDir Path directory) {
    try (TwoReplicas replicas = TwoReplicas.start(directory, Map.of(), JavaClients::impatient)) {
      KinesisClient one = replicas.clients().getFirst();
      LiveStream stream = LiveStream.create(one, 1);
      ConcurrentLinkedQueue<Took> calls = new ConcurrentLinkedQueue<>();
      List<Loop> writers =
          IntStream.range(0, WRITERS)
              .mapToObj(
                  i ->
                      Loop.start(
                          "writer",
                          () -> calls.add(put(replicas.clients().get(i % 2), stream, "k" + i))))
              .toList();
      List<Double> pauses = new ArrayList<>();
      Resharder resharder = new Resharder(one, stream.name());
      for (int i = 0; i < SPLITS; i++) {
        long begin = System.nanoTime();
        List<Shard> open = resharder.open();
        if (open.size() == 1) {
          resharder.split(open.getFirst());
        } else {
          resharder.merge(open.getFirst(), open.getLast());
        }
        LiveStream.await(one, stream.name(), 2 - i % 2);
        long end = System.nanoTime();
        pauses.add(longest(calls, begin, end));
      }
      writers.forEach(Loop::join);

      Collections.sort(pauses);
      System.out.printf(
          "longest write of %d writers during a split or merge, ms: median %.1f, longest %.1f%n",
          WRITERS, pauses.get(SPLITS / 2), pauses.getLast());
      assertThat(calls).hasSizeGreaterThan(SPLITS * WRITERS);
    }
  }

  private static Took put(KinesisClient kinesis, LiveStream stream, String key) {
    long begin = System.nanoTime();
    kinesis.putRecord(
        request ->
            request.streamName(stream.name()).partitionKey(key).data(SdkBytes.fromUtf8String("x")));
    return new Took(begin, System.nanoTime() - begin);
  }

  /** In milliseconds. */
  private static double longest(Iterable<Took> calls, long begin, long end) {
    double longest = 0;
    for (Took call : calls) {
      if (call.beganNanos() + call.nanos() > begin && call.beganNanos() < end) {
        longest = Math.max(longest, call.nanos() / 1e6);
      }
    }
    return longest;
  }
}
