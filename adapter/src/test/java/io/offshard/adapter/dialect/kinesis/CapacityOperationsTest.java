// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.StreamCapacity;
import io.offshard.mapping.kinesis.CreateStream;
import io.offshard.mapping.kinesis.StreamMode;
import io.offshard.mapping.kinesis.StreamModeDetails;
import io.offshard.mapping.kinesis.StreamStatus;
import io.offshard.mapping.kinesis.UpdateStreamMode;
import io.offshard.mapping.kinesis.UpdateStreamWarmThroughput;
import io.offshard.mapping.kinesis.WarmThroughputObject;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The operations on how much a stream is to take. */
class CapacityOperationsTest extends SettingsWorld {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String LIMIT = "LimitExceededException";
  private static final String INVALID = "InvalidArgumentException";
  private static final String UNAVAILABLE = "WarmThroughputMiBps is not available";

  private StreamCapacity capacity = at(BEGIN);

  private StreamCapacity at(Instant now) {
    return new StreamCapacity(store, streams, 2, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void update(String arn, StreamMode mode, @Nullable Integer warm) {
    tell(
        new UpdateStreamModeOperation(capacity, lookup)::handle,
        new UpdateStreamMode.Request(arn, null, new StreamModeDetails(mode), warm));
  }

  private void settle(StreamMode mode) {
    update(ARN, mode, null);
    executor.runAll();
  }

  private UpdateStreamWarmThroughput.Response warm(String arn, int mibps) {
    return ask(
        new UpdateStreamWarmThroughputOperation(capacity, lookup, account)::handle,
        new UpdateStreamWarmThroughput.Request(arn, null, null, mibps));
  }

  private void create(String name, @Nullable StreamMode mode, @Nullable Integer warm) {
    tell(
        new CreateStreamOperation(streams, capacity, account)::handle,
        new CreateStream.Request(
            name, 1, mode == null ? null : new StreamModeDetails(mode), null, warm, null));
  }

  @Test
  void aModeIsChangedByAnOperation() {
    update(ARN, StreamMode.ON_DEMAND, null);

    assertThat(summary().streamStatus()).isEqualTo(StreamStatus.UPDATING);
    assertRefused(
        () -> update(ARN, StreamMode.PROVISIONED, null),
        "ResourceInUseException",
        "instead in state UPDATING");
    executor.runAll();
    assertThat(summary().streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    assertThat(summary().streamModeDetails())
        .isEqualTo(new StreamModeDetails(StreamMode.ON_DEMAND));
    assertThat(summary().openShardCount()).isEqualTo(1);
    assertNotFound(() -> update(ARN.replace(S, NONE), StreamMode.ON_DEMAND, null));
  }

  @Test
  void theModeThatThereIsIsNoChange() {
    for (int i = 0; i < 3; i++) {
      update(ARN, StreamMode.PROVISIONED, null);
      assertThat(summary().streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    }
    settle(StreamMode.ON_DEMAND);
    settle(StreamMode.PROVISIONED);
  }

  @Test
  void aModeIsChangedTwiceInADay() {
    settle(StreamMode.ON_DEMAND);
    settle(StreamMode.PROVISIONED);

    assertRefused(() -> update(ARN, StreamMode.ON_DEMAND, null), LIMIT, "more than 2 times");
    capacity = at(BEGIN.plus(Duration.ofHours(25)));
    settle(StreamMode.ON_DEMAND);
    assertThat(summary().streamModeDetails())
        .isEqualTo(new StreamModeDetails(StreamMode.ON_DEMAND));
  }

  @Test
  void aModeIsChangedOnlyWhereThereIsRoom() {
    streams.create("a", 1, new StreamSettings(CapacityMode.ON_DEMAND, 24, 1024, Map.of()));
    executor.runAll();
    assertRefused(() -> update(ARN, StreamMode.ON_DEMAND, null), LIMIT, "on-demand stream limit");
    streams.create("b", 9, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()));
    executor.runAll();
    assertRefused(
        () -> update(ARN.replace(S, "a"), StreamMode.PROVISIONED, null), LIMIT, "shard limit");
  }

  @Test
  void throughputNeedsTheCommitmentAndAStreamOnDemand() {
    assertRefused(() -> update(ARN, StreamMode.ON_DEMAND, 4), INVALID, UNAVAILABLE);
    assertRefused(() -> create("b", StreamMode.ON_DEMAND, 4), INVALID, UNAVAILABLE);
    var _ = streams.commit(true);
    assertRefused(() -> warm(ARN, 4), "ValidationException", "is not in On-Demand mode");
    assertRefused(
        () -> update(ARN, StreamMode.PROVISIONED, 4),
        "ValidationException",
        "is not in On-Demand mode");
    assertRefused(() -> create("b", null, 4), "ValidationException", "is not in On-Demand mode");
    assertNotFound(() -> warm(ARN.replace(S, NONE), 4));
    assertThat(summary().warmThroughput()).isNull();
  }

  @Test
  void throughputIsNotedAndShown() {
    var _ = streams.commit(true);
    update(ARN, StreamMode.ON_DEMAND, 4);
    executor.runAll();
    assertThat(summary().warmThroughput()).isEqualTo(new WarmThroughputObject(4, 4));

    assertThat(warm(ARN, 8))
        .isEqualTo(new UpdateStreamWarmThroughput.Response(ARN, S, new WarmThroughputObject(8, 4)));
    assertThat(summary().warmThroughput()).isEqualTo(new WarmThroughputObject(4, 4));
    assertRefused(() -> warm(ARN, 9), "ResourceInUseException", "instead in state UPDATING");
    executor.runAll();
    assertThat(summary().warmThroughput()).isEqualTo(new WarmThroughputObject(8, 8));

    update(ARN, StreamMode.ON_DEMAND, 16);
    executor.runAll();
    assertThat(summary().warmThroughput()).isEqualTo(new WarmThroughputObject(16, 16));

    var _ = streams.commit(false);
    capacity = at(BEGIN.plus(Duration.ofDays(2)));
    assertRefused(() -> warm(ARN, 9), INVALID, UNAVAILABLE);
    settle(StreamMode.PROVISIONED);
    assertThat(summary().warmThroughput()).isNull();
  }

  @Test
  void aStreamIsMadeWithThroughput() {
    var _ = streams.commit(true);
    create("b", StreamMode.ON_DEMAND, 16);
    executor.runAll();

    assertThat(catalog.describe("b").settings().capacity().warmMiBps()).isEqualTo(16);
  }
}
