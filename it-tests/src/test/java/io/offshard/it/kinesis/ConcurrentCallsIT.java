// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConcurrentCallsIT {

  private static final int THREADS = 32;
  private static final int EACH = 25;
  private static final int SHARDS = 4;

  @Test
  void manyWritersAndReadersAtOnceLoseNothingAndKeepEachWritersOrder() throws Exception {
    LiveStream stream = LiveStream.create(JavaClients.shared(), SHARDS);
    List<List<String>> numbers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<List<String>>> writers =
          IntStream.range(0, THREADS)
              .mapToObj(writer -> threads.submit(() -> write(stream, writer)))
              .toList();
      for (Future<List<String>> writer : writers) {
        numbers.add(writer.get());
      }
    }

    List<String> expected = texts();
    List<String> read =
        IntStream.range(0, SHARDS).boxed().flatMap(shard -> stream.texts(shard).stream()).toList();
    assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
    for (int writer = 0; writer < THREADS; writer++) {
      String prefix = writer + "/";
      assertThat(read.stream().filter(text -> text.startsWith(prefix)))
          .containsExactlyElementsOf(
              expected.stream().filter(text -> text.startsWith(prefix)).toList());
      assertThat(numbers.get(writer))
          .extracting(BigInteger::new)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  /**
   * Each writer also reads its shard between its puts and must see all that it was told is there.
   */
  private static List<String> write(LiveStream stream, int writer) {
    List<String> numbers = new ArrayList<>();
    int shard = writer % SHARDS;
    for (int i = 0; i < EACH; i++) {
      String text = writer + "/" + i;
      numbers.add(stream.put(shard, text).sequenceNumber());
      if (i % 8 == 0) {
        assertThat(stream.texts(shard)).contains(text);
      }
    }
    return numbers;
  }

  private static List<String> texts() {
    return IntStream.range(0, THREADS)
        .boxed()
        .flatMap(writer -> IntStream.range(0, EACH).mapToObj(i -> writer + "/" + i))
        .toList();
  }
}
