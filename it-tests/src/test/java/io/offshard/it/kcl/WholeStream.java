// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.kcl.Event.Seen;
import io.offshard.it.natives.KeyedWriter;
import io.offshard.it.natives.LineageFollower;
import io.offshard.it.natives.LineageFollower.Read;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * All shards of a stream and all their records, as the SDK for Java reads them when nobody writes
 * any more. Workers have to read the same.
 *
 * @param parents of each shard
 * @param logs for each shard that has records their sequence numbers, in their order
 */
record WholeStream(Map<String, Set<String>> parents, Map<String, List<String>> logs) {

  /** Reads it, from whatever replica answers. No two records have the same data. */
  static WholeStream read(String stream, List<KinesisClient> replicas) {
    List<Read> all = new LineageFollower(stream, replicas).finish();
    assertThat(all).extracting(Read::text).doesNotHaveDuplicates();
    return new WholeStream(
        replicas.getFirst().listShards(request -> request.streamName(stream)).shards().stream()
            .collect(toMap(Shard::shardId, WholeStream::parents)),
        all.stream()
            .collect(
                groupingBy(
                    Read::shard, mapping(read -> read.record().sequenceNumber(), toList()))));
  }

  private static Set<String> parents(Shard shard) {
    return Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
        .filter(parent -> parent != null)
        .collect(toSet());
  }

  /** The shards that have children. */
  Set<String> closed() {
    return parents.values().stream().flatMap(Set::stream).collect(toSet());
  }

  /** The shards that have parents. */
  Set<String> children() {
    return parents.entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  int records() {
    return logs.values().stream().mapToInt(List::size).sum();
  }

  /** All that was acknowledged is there, and where the answers have said. */
  void assertHolds(KeyedWriter writer) {
    Set<String> places =
        logs.entrySet().stream()
            .flatMap(log -> log.getValue().stream().map(n -> Seen.place(log.getKey(), n)))
            .collect(toSet());
    assertThat(writer.acknowledged())
        .extracting(each -> Seen.place(each.shard(), each.sequenceNumber()))
        .isNotEmpty()
        .isSubsetOf(places);
  }
}
