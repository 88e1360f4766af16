// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds what a client was told against what it put: right shards, growing numbers, equal bytes in
 * order.
 */
final class RoundTrip {

  private final int shards;
  private final List<Sample> samples;
  private final Transcript transcript;

  RoundTrip(int shards, List<Sample> samples, Transcript transcript) {
    this.shards = shards;
    this.samples = samples;
    this.transcript = transcript;
  }

  void everyRecordWentToTheShardOfItsKey() {
    assertThat(transcript.puts())
        .extracting(Transcript.Put::shard)
        .containsExactlyElementsOf(
            samples.stream().map(sample -> sample.expectedShard(shards)).toList());
  }

  void sequenceNumbersGrowInEachShard() {
    readByShard()
        .forEach(
            (shard, gots) ->
                assertThat(gots)
                    .as(shard)
                    .extracting(got -> new BigInteger(got.sequenceNumber()))
                    .isSorted()
                    .doesNotHaveDuplicates());
  }

  /**
   * Batches are put one after the other, so a shard gives its records back in the order of putting.
   */
  void everythingWasReadBackInOrder() {
    Map<String, List<Transcript.Got>> expected = expectedByShard();
    Map<String, List<Transcript.Got>> read = readByShard();
    assertThat(read).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (shard, records) -> assertSame(shard, records, read.getOrDefault(shard, List.of())));
  }

  Map<String, List<Transcript.Got>> readByShard() {
    return transcript.gots().stream()
        .collect(groupingBy(Transcript.Got::shard, TreeMap::new, toList()));
  }

  private Map<String, List<Transcript.Got>> expectedByShard() {
    Map<String, List<Transcript.Got>> expected = new TreeMap<>();
    for (int i = 0; i < samples.size(); i++) {
      Transcript.Put put = transcript.puts().get(i);
      Sample sample = samples.get(i);
      expected
          .computeIfAbsent(put.shard(), shard -> new ArrayList<>())
          .add(new Transcript.Got(put.shard(), put.sequenceNumber(), sample.key(), sample.data()));
    }
    return expected;
  }

  private static void assertSame(
      String shard, List<Transcript.Got> expected, List<Transcript.Got> read) {
    assertThat(read).as("records of " + shard).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Transcript.Got want = expected.get(i);
      Transcript.Got got = read.get(i);
      assertThat(got.sequenceNumber())
          .as("%s record %d", shard, i)
          .isEqualTo(want.sequenceNumber());
      assertThat(got.key()).as("key of %s record %d", shard, i).isEqualTo(want.key());
      assertThat(got.data()).as("data of %s record %d", shard, i).isEqualTo(want.data());
    }
  }
}
