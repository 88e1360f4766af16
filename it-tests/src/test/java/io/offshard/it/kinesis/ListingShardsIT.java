// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ListingShardsIT {

  private static final int SHARDS = 5;

  private final KinesisClient kinesis = JavaClients.shared();
  private LiveStream stream = new LiveStream(kinesis, "none", 0);
  private Instant active = Instant.EPOCH;

  @BeforeAll
  void createsAStream() {
    stream = LiveStream.create(kinesis, SHARDS);
    active = Instant.now();
  }

  @Test
  void theShardsCoverAllHashKeysWithoutGapOrOverlap() {
    List<Shard> shards = kinesis.listShards(request -> request.streamName(stream.name())).shards();
    BigInteger next = BigInteger.ZERO;
    for (Shard shard : shards) {
      assertThat(shard.hashKeyRange().startingHashKey()).isEqualTo(next.toString());
      assertThat(shard.sequenceNumberRange().startingSequenceNumber()).hasSize(56);
      assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
      assertThat(shard.parentShardId()).isNull();
      next = new BigInteger(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
    }
    assertThat(ids(shards)).isEqualTo(ids(0, SHARDS));
    assertThat(next).isEqualTo(BigInteger.ONE.shiftLeft(128));
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LATEST", "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON"})
  void filtersWithoutAnArgumentShowAllShardsOfAStreamThatNeverChanged(ShardFilterType type) {
    assertThat(ids(filtered(ShardFilter.builder().type(type).build()))).isEqualTo(ids(0, SHARDS));
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_TIMESTAMP", "FROM_TIMESTAMP"})
  void filtersByTimeShowTheShardsOfThatTime(ShardFilterType type) {
    assertThat(ids(filtered(ShardFilter.builder().type(type).timestamp(active).build())))
        .isEqualTo(ids(0, SHARDS));
  }

  @Test
  void afterShardIdLeavesOutTheShardsUpToIt() {
    ShardFilter after =
        ShardFilter.builder()
            .type(ShardFilterType.AFTER_SHARD_ID)
            .shardId("shardId-000000000001")
            .build();

    assertThat(ids(filtered(after))).isEqualTo(ids(2, SHARDS));
    assertThat(
            ids(
                kinesis
                    .listShards(
                        request ->
                            request
                                .streamName(stream.name())
                                .exclusiveStartShardId("shardId-000000000001"))
                    .shards()))
        .isEqualTo(ids(2, SHARDS));
  }

  @Test
  void aFilterNeedsItsArgument() {
    ShardFilter afterNothing = ShardFilter.builder().type(ShardFilterType.AFTER_SHARD_ID).build();
    ShardFilter atNoTime = ShardFilter.builder().type(ShardFilterType.AT_TIMESTAMP).build();

    assertThatThrownBy(() -> filtered(afterNothing)).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> filtered(atNoTime)).isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void pagesJoinToTheWholeAndKeepTheirFilter() {
    ShardFilter after =
        ShardFilter.builder()
            .type(ShardFilterType.AFTER_SHARD_ID)
            .shardId("shardId-000000000000")
            .build();
    List<Shard> found = new ArrayList<>();
    ListShardsResponse page =
        kinesis.listShards(
            request -> request.streamName(stream.name()).shardFilter(after).maxResults(3));
    found.addAll(page.shards());
    assertThat(found).hasSize(3);
    while (page.nextToken() != null) {
      String token = page.nextToken();
      page = kinesis.listShards(request -> request.nextToken(token).maxResults(3));
      found.addAll(page.shards());
    }

    assertThat(ids(found)).isEqualTo(ids(1, SHARDS));
  }

  @Test
  void aTokenStandsForTheStreamAndItsFilter() {
    String token =
        kinesis.listShards(request -> request.streamName(stream.name()).maxResults(1)).nextToken();

    assertThatThrownBy(
            () -> kinesis.listShards(request -> request.nextToken(token).streamName(stream.name())))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("NextToken and StreamName cannot be provided together.");
    assertThatThrownBy(
            () ->
                kinesis.listShards(
                    request ->
                        request
                            .nextToken(token)
                            .shardFilter(f -> f.type(ShardFilterType.AT_LATEST))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("NextToken and ShardFilter cannot be provided together.");
    assertThatThrownBy(() -> kinesis.listShards(request -> request.nextToken("forged")))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void describeStreamPagesByShardId() {
    DescribeStreamRequest first =
        DescribeStreamRequest.builder().streamName(stream.name()).limit(3).build();
    StreamDescription page = kinesis.describeStream(first).streamDescription();
    StreamDescription rest =
        kinesis
            .describeStream(
                first.copy(request -> request.exclusiveStartShardId("shardId-000000000002")))
            .streamDescription();

    assertThat(ids(page.shards())).isEqualTo(ids(0, 3));
    assertThat(page.hasMoreShards()).isTrue();
    assertThat(ids(rest.shards())).isEqualTo(ids(3, SHARDS));
    assertThat(rest.hasMoreShards()).isFalse();
  }

  private List<Shard> filtered(ShardFilter filter) {
    return kinesis
        .listShards(request -> request.streamName(stream.name()).shardFilter(filter))
        .shards();
  }

  private static List<String> ids(List<Shard> shards) {
    return shards.stream().map(Shard::shardId).toList();
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(LiveStream::shardId).toList();
  }
}
