// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.resharding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.KafkaView;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.TwoReplicas;
import io.offshard.it.natives.LineageFollower;
import io.offshard.it.natives.LineageFollower.Read;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountResponse;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/** The three operations that change the shards of a stream, on two replicas. */
@TestInstance(Lifecycle.PER_CLASS)
final class ReshardingIT {
  private static final String HALF = "170141183460469231731687303715884105728";

  private TwoReplicas replicas;
  private KinesisClient one;
  private KinesisClient other;

  @BeforeAll
  void start(@TempDir Path directory) {
    replicas =
        TwoReplicas.start(
            directory, Map.of("OFFSHARD_LIMITS_SHARDS", "20"), JavaClients::impatient);
    one = replicas.clients().getFirst();
    other = replicas.clients().getLast();
  }

  @AfterAll
  void stop() {
    replicas.close();
  }

  private LiveStream split(LiveStream stream, int shard, String at) {
    one.splitShard(
        request ->
            request
                .streamName(stream.name())
                .shardToSplit(LiveStream.shardId(shard))
                .newStartingHashKey(at));
    return LiveStream.await(other, stream.name(), stream.shards() + 1);
  }

  private LiveStream merge(LiveStream stream, int lower, int upper) {
    other.mergeShards(
        request ->
            request
                .streamName(stream.name())
                .shardToMerge(LiveStream.shardId(lower))
                .adjacentShardToMerge(LiveStream.shardId(upper)));
    return LiveStream.await(one, stream.name(), stream.shards() - 1);
  }

  private List<Shard> shards(String stream) {
    return one.listShards(request -> request.streamName(stream)).shards();
  }

  @Test
  void aShardIsSplitAndItsChildrenAreMerged() {
    LiveStream stream = LiveStream.create(one, 1);
    stream.put(0, "before");
    LiveStream two = split(stream, 0, HALF);
    two.put(0, "low");
    two.put(1, "high");
    LiveStream again = merge(two, 1, 2);
    again.put(0, "after");

    List<Shard> all = shards(stream.name());
    assertThat(all)
        .extracting(Shard::parentShardId, Shard::adjacentParentShardId)
        .containsExactly(
            tuple(null, null),
            tuple(LiveStream.shardId(0), null),
            tuple(LiveStream.shardId(0), null),
            tuple(LiveStream.shardId(1), LiveStream.shardId(2)));
    assertThat(all.get(2).hashKeyRange().startingHashKey()).isEqualTo(HALF);
    assertThat(all)
        .extracting(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .containsExactly(false, false, false, true);
    List<Read> read = new LineageFollower(stream.name(), replicas.clients()).finish();
    assertThat(read)
        .extracting(Read::text, Read::shard)
        .startsWith(tuple("before", LiveStream.shardId(0)))
        .endsWith(tuple("after", LiveStream.shardId(3)))
        .hasSize(4);
  }

  @Test
  void aConsumerOfKafkaSeesTheRecordsAndOneSealForEachClosedShard() {
    LiveStream stream = LiveStream.create(one, 1);
    stream.put(0, "before");
    LiveStream two = split(stream, 0, HALF);
    two.put(0, "low");
    two.put(1, "high");
    merge(two, 1, 2).put(0, "after");

    String servers = replicas.broker().bootstrapServers();
    List<ConsumerRecord<byte[], byte[]>> all = new KafkaView(servers, stream.name()).everything(2);
    assertThat(all)
        .filteredOn(record -> record.value() != null)
        .extracting(record -> new String(record.value(), UTF_8), ReshardingIT::headers)
        .containsExactlyInAnyOrder(
            tuple("before", Set.of("offshard-shard")),
            tuple("low", Set.of("offshard-shard")),
            tuple("high", Set.of("offshard-shard")),
            tuple("after", Set.of("offshard-shard")));
    assertThat(all)
        .filteredOn(record -> record.value() == null)
        .hasSize(3)
        .allSatisfy(seal -> assertThat(headers(seal)).contains("offshard-seal"));
  }

  private static Set<String> headers(ConsumerRecord<?, ?> record) {
    return Stream.of(record.headers().toArray()).map(Header::key).collect(toSet());
  }

  @Test
  void theEndOfAParentNamesItsChildrenWithBothTheirParents() {
    LiveStream stream = LiveStream.create(one, 2);
    String iterator = stream.iterator(1, ShardIteratorType.LATEST);
    merge(stream, 0, 1);
    GetRecordsResponse end = stream.page(iterator);

    assertThat(end.records()).isEmpty();
    assertThat(end.nextShardIterator()).isNull();
    assertThat(end.childShards())
        .singleElement()
        .satisfies(
            child ->
                assertThat(child.parentShards())
                    .containsExactly(LiveStream.shardId(0), LiveStream.shardId(1)));
  }

  @Test
  void theNumberOfShardsIsUpdatedInSteps() {
    LiveStream stream = LiveStream.create(one, 4);
    UpdateShardCountResponse answer =
        one.updateShardCount(
            request ->
                request
                    .streamName(stream.name())
                    .targetShardCount(6)
                    .scalingType(ScalingType.UNIFORM_SCALING));
    assertThat(answer.currentShardCount()).isEqualTo(4);
    assertThat(answer.targetShardCount()).isEqualTo(6);
    LiveStream six = LiveStream.await(other, stream.name(), 6);
    assertThat(shards(stream.name())).hasSize(4 + 8 + 2);
    IntStream.range(0, 6).forEach(i -> six.put(i, "to " + i));
    other.updateShardCount(
        request ->
            request
                .streamName(stream.name())
                .targetShardCount(3)
                .scalingType(ScalingType.UNIFORM_SCALING));
    LiveStream.await(one, stream.name(), 3);
    assertThat(new LineageFollower(stream.name(), replicas.clients()).finish()).hasSize(6);
  }

  @Test
  void asManyShardsAsThereAreAreOnlyMadeEven() {
    LiveStream stream = split(LiveStream.create(one, 1), 0, "1000");
    assertThat(scale(stream.name(), 2).currentShardCount()).isEqualTo(2);
    LiveStream.await(other, stream.name(), 2);
    int made = shards(stream.name()).size();
    assertThat(made).isGreaterThan(3);
    scale(stream.name(), 2);

    assertThat(stream.summary().streamStatusAsString()).isEqualTo("ACTIVE");
    assertThat(shards(stream.name())).hasSize(made);
  }

  @Test
  void oneOfTwoWhoAskAtTheSameTimeIsRefusedAndLeavesNothingBehind() {
    LiveStream stream = LiveStream.create(one, 2);
    List<CompletableFuture<Void>> calls =
        Stream.of(one, other)
            .map(
                replica ->
                    CompletableFuture.<Void>supplyAsync(
                        () -> {
                          replica.splitShard(
                              request ->
                                  request
                                      .streamName(stream.name())
                                      .shardToSplit("0")
                                      .newStartingHashKey("1000"));
                          return null;
                        }))
            .toList();
    List<Throwable> refused =
        calls.stream()
            .map(call -> call.handle((done, failure) -> failure).join())
            .filter(failure -> failure != null)
            .map(Throwable::getCause)
            .toList();

    assertThat(refused)
        .singleElement()
        .isInstanceOfAny(ResourceInUseException.class, InvalidArgumentException.class);
    LiveStream.await(one, stream.name(), 3);
    assertThat(shards(stream.name())).hasSize(4);
  }

  @Test
  void whatCannotBeIsRefusedInTheWordsOfTheService() {
    LiveStream stream = LiveStream.create(one, 3);
    String name = stream.name();
    String of = " in stream " + name + " under account 000000000000";
    assertRefused(
        InvalidArgumentException.class,
        () -> split(stream, 0, "1"),
        "NewStartingHashKey 1 used in SplitShard() on shard shardId-000000000000"
            + of
            + " is not both greater than one plus the shard's StartingHashKey 0 and less than the"
            + " shard's EndingHashKey 113427455640312821154458202477256070484.");
    String beyond = "9".repeat(39);
    assertRefused(
        InvalidArgumentException.class,
        () -> split(stream, 2, beyond),
        "NewStartingHashKey " + beyond + " used in SplitShard()");
    assertRefused(
        KinesisException.class,
        () -> split(stream, 7, "1"),
        "Could not find shard shardId-000000000007" + of + ".");
    assertRefused(
        InvalidArgumentException.class,
        () -> merge(stream, 1, 0),
        "Shards shardId-000000000001 and shardId-000000000000"
            + of
            + " are not an adjacent pair of shards eligible for merging");
    LiveStream two = merge(stream, 0, 1);
    assertRefused(
        InvalidArgumentException.class,
        () -> split(two, 0, "1000"),
        "Shard shardId-000000000000"
            + of
            + " has already been merged or split, and thus is not eligible for merging or"
            + " splitting.");
    assertRefused(
        LimitExceededException.class,
        () -> scale(name, 5),
        "UpdateShardCount cannot scale up over double your current open shard count."
            + " Current open shard count: 2, Target shard count: 5");
    assertRefused(
        LimitExceededException.class,
        () -> scale(name, 21),
        "Target shard count or number of open shards cannot be greater than 20.");
  }

  @Test
  void anOnDemandStreamLooksAfterItselfOnly() {
    String name = StreamNames.fresh("demand");
    LiveStream stream =
        LiveStream.create(
            one,
            name,
            4,
            request ->
                request
                    .shardCount(null)
                    .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
    String sentence =
        "Request is invalid. Stream %s under account 000000000000 is in On-Demand mode."
            .formatted(name);

    assertRefused(ValidationException.class, () -> split(stream, 0, "1000"), sentence);
    assertRefused(ValidationException.class, () -> merge(stream, 0, 1), sentence);
    assertRefused(ValidationException.class, () -> scale(name, 5), sentence);
  }

  @Test
  void aStreamIsCountedAnewSoManyTimesADay() {
    LiveStream stream = LiveStream.create(one, 1);
    for (int i = 1; i <= 10; i++) {
      scale(stream.name(), i % 2 + 1);
      LiveStream.await(one, stream.name(), i % 2 + 1);
    }

    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(() -> scale(stream.name(), 2))
        .withMessageContaining("10 times in 24 hours");
  }

  private UpdateShardCountResponse scale(String name, int target) {
    return one.updateShardCount(
        request ->
            request
                .streamName(name)
                .targetShardCount(target)
                .scalingType(ScalingType.UNIFORM_SCALING));
  }

  private static void assertRefused(
      Class<? extends Throwable> type, ThrowingCallable call, String text) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(text);
  }
}
