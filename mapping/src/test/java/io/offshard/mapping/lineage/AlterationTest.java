// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
import io.offshard.mapping.lineage.Alteration.SwitchMode;
import io.offshard.mapping.lineage.Alteration.Warm;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Altered;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Deleting;
import io.offshard.mapping.lineage.StreamState.Updating;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;

/** How a stream's settings change in the log: all at once, or by an operation. */
class AlterationTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 48, 1024, Map.of("a", "1"));
  private static final Set<ShardMetric> IN = Set.of(ShardMetric.INCOMING_BYTES);
  private static final Set<ShardMetric> OUT = Set.of(ShardMetric.OUTGOING_BYTES);

  private Lineages image = Lineages.EMPTY;
  private int events;

  private static UUID op(int number) {
    return new UUID(0, number);
  }

  private Verdict apply(LineageEvent event) {
    return apply(event, T0.plusSeconds(events));
  }

  private Verdict apply(LineageEvent event, Instant at) {
    Lineages.Step step = image.apply(event, new LogPosition(events++, at));
    if (step.verdict() != Verdict.ACCEPTED) {
      assertThat(step.image()).isSameAs(image);
    }
    image = step.image();
    return step.verdict();
  }

  private void active() {
    apply(new Prepare(op(1), new Create("s", 2, SETTINGS)));
    apply(new Commit(op(1), new Created(op(9))));
  }

  private Verdict alter(int op, Alteration alteration) {
    return apply(new Prepare(op(op), new Alter("s", alteration)));
  }

  private Verdict altered(int op) {
    return apply(new Commit(op(op), new Altered()));
  }

  private Verdict tag(Map<String, String> put, Set<String> removed) {
    return apply(new Declare(op(100 + events), new Tags("s", put, removed)));
  }

  private Lineage stream() {
    return image.find("s").orElseThrow();
  }

  @Example
  void oldSettingsHoldUntilTheCommitAndRecordsGoOnMeanwhile() {
    active();
    Lineage before = stream();
    alter(2, new LimitRecords(4096));

    assertThat(stream().state())
        .isEqualTo(new Updating(op(2), (Active) before.state(), new LimitRecords(4096)));
    assertThat(stream().settings()).isEqualTo(SETTINGS);
    assertThat(stream().isServing()).isTrue();
    assertThat(stream().pendingOp()).contains(op(2));
    assertThat(stream().shards()).isEqualTo(before.shards());
    assertThat(image.find(op(9))).contains(stream());

    assertThat(altered(2)).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().state()).isEqualTo(before.state());
    assertThat(stream().settings().maxRecordKiB()).isEqualTo(4096);
    assertThat(altered(2)).isEqualTo(Verdict.NOT_PENDING);
  }

  @Example
  void aChangeOfTheModeIsRememberedForADay() {
    active();
    Instant day = T0.plusSeconds(86_400);
    switchMode(CapacityMode.ON_DEMAND, T0.plusSeconds(10));
    switchMode(CapacityMode.PROVISIONED, T0.plusSeconds(20));
    switchMode(CapacityMode.ON_DEMAND, day.plusSeconds(15));
    Capacity capacity = stream().settings().capacity();

    assertThat(capacity.mode()).isEqualTo(CapacityMode.ON_DEMAND);
    assertThat(capacity.switches()).containsExactly(T0.plusSeconds(20), day.plusSeconds(15));
    assertThat(capacity.switchesBefore(day.plusSeconds(19))).isEqualTo(2);
    assertThat(capacity.switchesBefore(day.plusSeconds(20))).isEqualTo(1);
    assertThat(capacity.switchesBefore(day.plusSeconds(86_415))).isZero();
  }

  @Example
  void soManyChangesOfTheModeAreRememberedAtMost() {
    active();
    for (int i = 0; i < 51; i++) {
      switchMode(CapacityMode.ON_DEMAND, T0.plusSeconds(2L * i));
      switchMode(CapacityMode.PROVISIONED, T0.plusSeconds(2L * i + 1));
    }

    assertThat(stream().settings().capacity().switches())
        .hasSize(Capacity.MOST_SWITCHES)
        .startsWith(T0.plusSeconds(2))
        .endsWith(T0.plusSeconds(101));
  }

  private void switchMode(CapacityMode mode, Instant at) {
    assertThat(alter(2, new SwitchMode(mode, null))).isEqualTo(Verdict.ACCEPTED);
    assertThat(apply(new Commit(op(2), new Altered()), at)).isEqualTo(Verdict.ACCEPTED);
  }

  @Example
  void throughputIsForStreamsOnDemand() {
    active();
    assertThat(alter(2, new Warm(8))).isEqualTo(Verdict.NOT_ON_DEMAND);
    assertThat(alter(2, new SwitchMode(CapacityMode.PROVISIONED, null)))
        .isEqualTo(Verdict.UNCHANGED);
    alter(2, new SwitchMode(CapacityMode.ON_DEMAND, 4));
    altered(2);
    assertThat(stream().settings().capacity().warmMiBps()).isEqualTo(4);
    assertThat(alter(3, new Warm(4))).isEqualTo(Verdict.UNCHANGED);
    alter(3, new Warm(8));
    altered(3);
    alter(4, new SwitchMode(CapacityMode.ON_DEMAND, null));

    assertThat(stream().settings().capacity().warmMiBps()).isEqualTo(8);
    assertThat(stream().settings().capacity().switches()).hasSize(1);
    alter(5, new SwitchMode(CapacityMode.PROVISIONED, null));
    altered(5);
    assertThat(stream().settings().capacity().warmMiBps()).isNull();
  }

  @Example
  void eachAlterationChangesItsSettingOnly() {
    assertThat(new SwitchMode(CapacityMode.ON_DEMAND, 4).on(SETTINGS))
        .isEqualTo(SETTINGS.withCapacity(new Capacity(CapacityMode.ON_DEMAND, 4, List.of())));
    assertThat(new RaiseRetention(72).on(SETTINGS)).isEqualTo(SETTINGS.withRetentionHours(72));
    assertThat(new LowerRetention(24).on(SETTINGS)).isEqualTo(SETTINGS.withRetentionHours(24));
    assertThat(new LimitRecords(2048).on(SETTINGS)).isEqualTo(SETTINGS.withMaxRecordKiB(2048));
    assertThat(new Encrypt("k").on(SETTINGS)).isEqualTo(SETTINGS.withEncryptionKey("k"));
    assertThat(new Decrypt().on(SETTINGS.withEncryptionKey("k"))).isEqualTo(SETTINGS);
    assertThat(new AddMetrics(OUT).on(SETTINGS.withMetrics(IN)).metrics())
        .containsExactly(ShardMetric.INCOMING_BYTES, ShardMetric.OUTGOING_BYTES);
    assertThat(new RemoveMetrics(OUT).on(SETTINGS.withMetrics(IN)).metrics())
        .containsExactlyElementsOf(IN);
    assertThat(new RemoveMetrics(IN).on(SETTINGS.withMetrics(IN))).isEqualTo(SETTINGS);
  }

  @Example
  void whatIsSoAlreadyOrGoesTheWrongWayIsNoOperation() {
    active();

    assertThat(alter(2, new RaiseRetention(48))).isEqualTo(Verdict.UNCHANGED);
    assertThat(alter(2, new LowerRetention(48))).isEqualTo(Verdict.UNCHANGED);
    assertThat(alter(2, new RaiseRetention(47))).isEqualTo(Verdict.WRONG_DIRECTION);
    assertThat(alter(2, new LowerRetention(49))).isEqualTo(Verdict.WRONG_DIRECTION);
    assertThat(alter(2, new Decrypt())).isEqualTo(Verdict.UNCHANGED);
    assertThat(alter(2, new RemoveMetrics(IN))).isEqualTo(Verdict.UNCHANGED);
    assertThat(stream().state()).isInstanceOf(Active.class);
  }

  @Example
  void onlyAnActiveStreamIsAltered() {
    assertThat(alter(2, new Encrypt("k"))).isEqualTo(Verdict.NO_SUCH_STREAM);
    apply(new Prepare(op(1), new Create("s", 2, SETTINGS)));
    assertThat(stream().isServing()).isFalse();
    assertThat(alter(2, new Encrypt("k"))).isEqualTo(Verdict.NOT_ACTIVE);
    apply(new Commit(op(1), new Created(op(9))));
    assertThat(alter(2, new Encrypt("k"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(alter(2, new Encrypt("k"))).isEqualTo(Verdict.DUPLICATE);
    assertThat(alter(3, new Encrypt("l"))).isEqualTo(Verdict.NOT_ACTIVE);
    apply(new Prepare(op(4), new Delete("s")));
    assertThat(stream().isServing()).isFalse();
    assertThat(alter(5, new Encrypt("l"))).isEqualTo(Verdict.NOT_ACTIVE);
  }

  @Example
  void aDeletionWinsOverAnAlterationUnderWay() {
    active();
    StreamState before = stream().state();
    alter(2, new Encrypt("k"));

    assertThat(apply(new Prepare(op(3), new Delete("s")))).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().state()).isEqualTo(new Deleting(op(3), before));
    assertThat(altered(2)).isEqualTo(Verdict.NOT_PENDING);
    assertThat(apply(new Abort(op(2), "no"))).isEqualTo(Verdict.NOT_PENDING);
    assertThat(apply(new Commit(op(3), new Deleted()))).isEqualTo(Verdict.ACCEPTED);
    assertThat(image.all()).isEmpty();
  }

  @Example
  void anAlterationThatKafkaRefusesIsTakenBack() {
    active();
    StreamState before = stream().state();
    alter(2, new RaiseRetention(72));

    assertThat(apply(new Abort(op(2), "no"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().state()).isEqualTo(before);
    assertThat(stream().settings()).isEqualTo(SETTINGS);
    assertThat(altered(2)).isEqualTo(Verdict.NOT_PENDING);
  }

  @Example
  void anOutcomeOfAnotherKindIsNone() {
    active();
    alter(2, new Encrypt("k"));

    assertThat(apply(new Commit(op(2), new Deleted()))).isEqualTo(Verdict.NOT_PENDING);
    assertThat(apply(new Commit(op(2), new Created(op(8))))).isEqualTo(Verdict.NOT_PENDING);
    apply(new Prepare(op(5), new Create("t", 2, SETTINGS)));
    assertThat(altered(5)).isEqualTo(Verdict.NOT_PENDING);
  }

  @Example
  void whatIsExpiredWhenTheRetentionIsRaisedStaysSo() {
    active();
    Instant raised = T0.plus(Duration.ofDays(10));
    Instant horizon = raised.minus(Duration.ofDays(2));
    alter(2, new RaiseRetention(96));
    assertThat(stream().expiry(raised)).isEqualTo(horizon);
    apply(new Commit(op(2), new Altered()), raised);

    assertThat(stream().expiry(raised)).isEqualTo(horizon);
    assertThat(stream().horizon(raised)).isEqualTo(horizon);
    assertThat(stream().expiry(raised.plus(Duration.ofHours(47)))).isEqualTo(horizon);
    Instant later = raised.plus(Duration.ofHours(50));
    assertThat(stream().expiry(later)).isEqualTo(later.minus(Duration.ofDays(4)));
  }

  @Example
  void loweringTheRetentionMovesNoFloor() {
    active();
    Instant lowered = T0.plus(Duration.ofDays(10));
    alter(2, new LowerRetention(24));
    apply(new Commit(op(2), new Altered()), lowered);

    assertThat(stream().floor()).isEqualTo(Instant.EPOCH);
    assertThat(stream().expiry(lowered)).isEqualTo(lowered.minus(Duration.ofDays(1)));
  }

  @Example
  void tagsOfTwoAtTheSameTimeAllCount() {
    active();

    assertThat(tag(Map.of("b", "2"), Set.of())).isEqualTo(Verdict.ACCEPTED);
    assertThat(tag(Map.of("c", "3"), Set.of())).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().settings().tags()).isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
  }

  @Example
  void tagsAreReplacedByKeyAndUnknownKeysAreNotMissed() {
    active();

    tag(Map.of("a", "9"), Set.of());
    assertThat(stream().settings().tags()).isEqualTo(Map.of("a", "9"));
    assertThat(tag(Map.of("a", "9"), Set.of())).isEqualTo(Verdict.UNCHANGED);
    assertThat(tag(Map.of(), Set.of("x"))).isEqualTo(Verdict.UNCHANGED);
    tag(Map.of(), Set.of("x", "a"));
    assertThat(stream().settings().tags()).isEmpty();
  }

  @Example
  void theFiftyFirstTagIsOneTooMany() {
    active();
    Map<String, String> fifty =
        IntStream.range(0, 50).boxed().collect(Collectors.toMap(i -> "k" + i, i -> ""));

    assertThat(tag(fifty, Set.of())).isEqualTo(Verdict.TOO_MANY_TAGS);
    assertThat(tag(fifty, Set.of("a"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(tag(Map.of("k0", "new"), Set.of())).isEqualTo(Verdict.ACCEPTED);
    assertThat(tag(Map.of("more", ""), Set.of())).isEqualTo(Verdict.TOO_MANY_TAGS);
  }

  @Example
  void tagsNeedAStreamAndDoNotWaitForAnAlteration() {
    assertThat(tag(Map.of("b", "2"), Set.of())).isEqualTo(Verdict.NO_SUCH_STREAM);
    active();
    alter(2, new Encrypt("k"));

    assertThat(tag(Map.of("b", "2"), Set.of())).isEqualTo(Verdict.ACCEPTED);
    altered(2);
    assertThat(stream().settings())
        .isEqualTo(SETTINGS.withTags(Map.of("a", "1", "b", "2")).withEncryptionKey("k"));
  }
}
