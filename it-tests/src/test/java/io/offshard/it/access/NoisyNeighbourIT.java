// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.LiveStream;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * One caller asks for all that it can get; another one, who asks for little, has each of its calls
 * answered. How long that takes is printed: with the quotas of the service, and without any, where
 * the records of both wait for the same broker.
 */
final class NoisyNeighbourIT {
  private static final Duration LASTS = Duration.ofSeconds(Boolean.getBoolean("long") ? 60 : 6);

  private static final Duration PAUSE = Duration.ofMillis(220);

  private static final int NOISY_THREADS = 24;
  private static final String SHARD = "shardId-000000000000";

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong noise = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  @ParameterizedTest
  @ValueSource(strings = {"aws", "off"})
  void whoAsksForLittleIsAnsweredWhateverAnotherAsksFor(String quotas, @TempDir Path directory)
      throws IOException {
    String loud = StreamNames.fresh("loud");
    String quiet = StreamNames.fresh("quiet");
    String rules = "  - {effect: allow, principals: [bob], actions: ['*'], streams: ['quiet-*']}\n";
    try (GuardedServer guarded =
            new GuardedServer(directory, rules, Map.of("OFFSHARD_QUOTAS_PROFILE", quotas));
        KinesisClient ann = guarded.kinesis("ann");
        KinesisClient bob = guarded.kinesis("bob")) {
      LiveStream.create(ann, loud, 4, request -> {});
      LiveStream.create(ann, quiet, 1, request -> {});
      List<Long> micros = besideNoise(guarded, loud, bob, quiet);
      Collections.sort(micros);
      System.out.printf(
          "Quotas %s, beside %,d MiB of another's (%,d calls refused): %d calls, p50 %.1f ms, p99"
              + " %.1f ms, longest %.1f ms%n",
          quotas,
          noise.get() >> 20,
          refused.get(),
          micros.size(),
          micros.get(micros.size() / 2) / 1e3,
          micros.get(micros.size() * 99 / 100) / 1e3,
          micros.getLast() / 1e3);
      assertThat(micros).isNotEmpty();
      assertThat(noise.get() + refused.get()).isPositive();
    }
  }

  private List<Long> besideNoise(
      GuardedServer guarded, String loud, KinesisClient bob, String quiet) {
    List<Long> micros = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < NOISY_THREADS; i++) {
        threads.execute(() -> makeNoise(guarded, loud));
      }
      try {
        long end = System.nanoTime() + LASTS.toNanos();
        while (System.nanoTime() < end) {
          long start = System.nanoTime();
          askForLittle(bob, quiet);
          micros.add((System.nanoTime() - start) / 1_000);
          LockSupport.parkNanos(PAUSE.toNanos()); // it stays below the quota of five pages a second
        }
      } finally {
        over.set(true);
      }
    }
    return micros;
  }

  /** Every call has to succeed; the client tries none of them again. */
  private static void askForLittle(KinesisClient bob, String quiet) {
    bob.putRecord(
        request -> request.streamName(quiet).partitionKey("k").data(SdkBytes.fromUtf8String("x")));
    String iterator =
        bob.getShardIterator(
                request ->
                    request
                        .streamName(quiet)
                        .shardId(SHARD)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    assertThat(bob.getRecords(request -> request.shardIterator(iterator).limit(1)).records())
        .hasSize(1);
  }

  private void makeNoise(GuardedServer guarded, String loud) {
    byte[] data = new byte[20 << 10];
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey("k" + i)
              .data(SdkBytes.fromByteArrayUnsafe(data))
              .build());
    }
    try (KinesisClient ann = guarded.kinesis("ann")) {
      while (!over.get()) {
        try {
          int failed =
              ann.putRecords(request -> request.streamName(loud).records(entries))
                  .failedRecordCount();
          noise.addAndGet((long) data.length * (entries.size() - failed));
        } catch (KinesisException e) {
          refused.incrementAndGet();
        }
      }
    }
  }
}
