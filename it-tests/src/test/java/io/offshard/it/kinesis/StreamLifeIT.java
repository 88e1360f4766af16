// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.StreamNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Streams come, are listed and described, go, and come again under the same name. */
final class StreamLifeIT {

  private final KinesisClient kinesis = JavaClients.shared();

  @Test
  void aNewStreamIsDescribedLikeAnIdleOneOfTheService() {
    LiveStream stream = LiveStream.create(kinesis, 3);

    StreamDescription description =
        kinesis.describeStream(request -> request.streamName(stream.name())).streamDescription();
    StreamDescriptionSummary summary = stream.summary();

    assertThat(description.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    assertThat(description.shards()).hasSize(3);
    assertThat(description.hasMoreShards()).isFalse();
    assertThat(description.retentionPeriodHours()).isEqualTo(24);
    assertThat(description.encryptionType()).isEqualTo(EncryptionType.NONE);
    assertThat(description.enhancedMonitoring()).hasSize(1);
    assertThat(description.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
    assertThat(Duration.between(description.streamCreationTimestamp(), Instant.now()))
        .isLessThan(Duration.ofMinutes(2));
    assertThat(summary.openShardCount()).isEqualTo(3);
    assertThat(summary.streamARN()).isEqualTo(description.streamARN());
    assertThat(summary.consumerCount()).isZero();
  }

  @Test
  void anOnDemandStreamStartsWithFourShards() {
    String name = StreamNames.fresh("on-demand");
    kinesis.createStream(
        request ->
            request
                .streamName(name)
                .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
    LiveStream stream = new LiveStream(kinesis, name, 4);

    Awaitility.await().until(() -> stream.summary().streamStatus(), StreamStatus.ACTIVE::equals);

    assertThat(stream.summary().openShardCount()).isEqualTo(4);
  }

  @Test
  void pagesOfListStreamsJoin() {
    String prefix = StreamNames.fresh("list");
    for (int i = 0; i < 3; i++) {
      LiveStream.create(kinesis, prefix + i, 1, request -> {});
    }

    List<String> names = new ArrayList<>();
    ListStreamsResponse page =
        kinesis.listStreams(request -> request.limit(2).exclusiveStartStreamName(prefix));
    names.addAll(page.streamNames());
    assertThat(page.hasMoreStreams()).isTrue();
    while (page.nextToken() != null) {
      String token = page.nextToken();
      page = kinesis.listStreams(request -> request.limit(2).nextToken(token));
      names.addAll(page.streamNames());
    }

    assertThat(names)
        .startsWith(prefix + "0", prefix + "1", prefix + "2")
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(page.hasMoreStreams()).isFalse();
  }

  @Test
  void aDeletedStreamIsGoneWithItsRecords() {
    LiveStream stream = LiveStream.create(kinesis, 1);
    stream.put(0, "old");
    String iterator = stream.iterator(0, TRIM_HORIZON);

    deleteAndAwait(stream);

    assertThatThrownBy(() -> stream.page(iterator)).isInstanceOf(ResourceNotFoundException.class);
    assertThat(kinesis.listStreamsPaginator().streamNames()).doesNotContain(stream.name());
  }

  @Test
  void positionsOfADeletedStreamAreRefusedByItsSuccessor() {
    LiveStream stream = LiveStream.create(kinesis, 1);
    String oldNumber = stream.put(0, "old").sequenceNumber();
    String oldIterator = stream.iterator(0, TRIM_HORIZON);
    deleteAndAwait(stream);

    LiveStream again = LiveStream.create(kinesis, stream.name(), 1, request -> {});
    again.put(0, "new");

    assertThat(again.texts(0)).containsExactly("new");
    assertThatThrownBy(() -> again.page(oldIterator))
        .isInstanceOfSatisfying(
            KinesisException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
    assertThatThrownBy(
            () ->
                again.iterator(
                    0, AT_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(oldNumber)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("did not come from this stream");
  }

  @Test
  void describeLimitsCountsOpenShards() {
    LiveStream.create(kinesis, 2);
    DescribeLimitsResponse limits = kinesis.describeLimits();

    assertThat(limits.openShardCount()).isGreaterThanOrEqualTo(2);
    assertThat(limits.shardLimit()).isEqualTo(1000);
    assertThat(limits.onDemandStreamCount()).isNotNegative();
    assertThat(limits.onDemandStreamCountLimit()).isEqualTo(50);
  }

  private void deleteAndAwait(LiveStream stream) {
    kinesis.deleteStream(request -> request.streamName(stream.name()));
    Awaitility.await("deletion")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThatThrownBy(stream::summary).isInstanceOf(ResourceNotFoundException.class));
  }
}
