// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** All shards of a stream, as DescribeStream has them page by page. */
record ShardList(StreamStatus status, List<Shard> shards) {

  /**
   * Reads all pages, and goes on as the adapter does, behind the last shard it has seen. What
   * clients rest on is checked.
   */
  static ShardList read(DynamoDbStreamsClient streams, String arn, int limit) {
    ShardList list = pages(streams, arn, limit);
    if (list.shards().size() > limit && list.hasOpenParent()) {
      list = pages(streams, arn, limit); // it closed when the first page had been read
    }
    list.check();
    return list;
  }

  private static ShardList pages(DynamoDbStreamsClient streams, String arn, int limit) {
    List<Shard> shards = new ArrayList<>();
    StreamDescription page;
    do {
      String last = shards.isEmpty() ? null : shards.getLast().shardId();
      page = page(streams, arn, limit, last);
      shards.addAll(page.shards());
      if (page.lastEvaluatedShardId() != null) {
        assertThat(page.shards()).hasSize(limit);
        assertThat(page.lastEvaluatedShardId()).isEqualTo(shards.getLast().shardId());
      }
    } while (page.lastEvaluatedShardId() != null);
    return new ShardList(page.streamStatus(), List.copyOf(shards));
  }

  private boolean hasOpenParent() {
    Set<String> parents = shards.stream().map(Shard::parentShardId).collect(toSet());
    return shards.stream().anyMatch(each -> parents.contains(each.shardId()) && !isClosed(each));
  }

  /** The first shard, without any check: DynamoDB Local keeps to other rules. */
  static Shard first(DynamoDbStreamsClient streams, String arn) {
    return page(streams, arn, 1, null).shards().getFirst();
  }

  private static StreamDescription page(
      DynamoDbStreamsClient streams, String arn, int limit, @Nullable String last) {
    return streams
        .describeStream(request -> request.streamArn(arn).limit(limit).exclusiveStartShardId(last))
        .streamDescription();
  }

  private void check() {
    assertThat(ids()).isSorted().doesNotHaveDuplicates();
    Set<String> parents = shards.stream().map(Shard::parentShardId).collect(toSet());
    for (Shard shard : shards) {
      assertThat(shard.shardId()).matches("shardId-\\d{20}-[0-9a-f]{8}");
      SequenceNumberRange range = shard.sequenceNumberRange();
      assertThat(range.startingSequenceNumber()).matches("[1-9]\\d{20,39}");
      if (range.endingSequenceNumber() != null) {
        assertThat(new BigInteger(range.endingSequenceNumber()))
            .isGreaterThanOrEqualTo(new BigInteger(range.startingSequenceNumber()));
      }
      if (status == StreamStatus.ENABLED) {
        // Never an open parent, which would keep its children waiting, nor a closed leaf.
        assertThat(parents.contains(shard.shardId())).as("%s", shards).isEqualTo(isClosed(shard));
      } else {
        assertThat(isClosed(shard)).as("%s", shards).isTrue();
      }
    }
  }

  static boolean isClosed(Shard shard) {
    return shard.sequenceNumberRange().endingSequenceNumber() != null;
  }

  List<String> ids() {
    return shards.stream().map(Shard::shardId).toList();
  }

  List<Shard> closed() {
    return shards.stream().filter(ShardList::isClosed).toList();
  }

  List<Shard> open() {
    return shards.stream().filter(shard -> !isClosed(shard)).toList();
  }

  /** The parent of each shard that has one. */
  Map<String, String> parents() {
    return shards.stream()
        .filter(shard -> shard.parentShardId() != null)
        .collect(toMap(Shard::shardId, Shard::parentShardId));
  }

  /** Whether each of the shards is the one before, or its child. */
  boolean isLine(List<String> line) {
    Map<String, String> parents = new HashMap<>(parents());
    return Stream.iterate(1, i -> i < line.size(), i -> i + 1)
        .allMatch(
            i ->
                line.get(i).equals(line.get(i - 1))
                    || Objects.equals(parents.get(line.get(i)), line.get(i - 1)));
  }
}
