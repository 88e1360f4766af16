// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.StreamState.Deleting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineagesTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  private static final UUID TOPIC = new UUID(9, 1);
  private static final UUID OTHER_TOPIC = new UUID(9, 2);

  private Lineages image = Lineages.EMPTY;
  private int events;

  private static LogPosition at(int event) {
    return new LogPosition(event, T0.plusSeconds(event));
  }

  private static UUID op(int number) {
    return new UUID(0, number);
  }

  private static LineageEvent create(int op, String name) {
    return new Prepare(op(op), new Create(name, 4, SETTINGS));
  }

  private static LineageEvent delete(int op, String name) {
    return new Prepare(op(op), new Delete(name));
  }

  private static LineageEvent created(int op, UUID topic) {
    return new Commit(op(op), new Created(topic));
  }

  private static LineageEvent deleted(int op) {
    return new Commit(op(op), new Deleted());
  }

  private static LineageEvent abort(int op) {
    return new Abort(op(op), "no");
  }

  /** Applies one second later than the one before. */
  private Verdict apply(LineageEvent event) {
    Lineages.Step step = image.apply(event, at(events++));
    if (step.verdict() != Verdict.ACCEPTED) {
      assertThat(step.image()).isSameAs(image);
    }
    image = step.image();
    return step.verdict();
  }

  private List<Verdict> applyAll(LineageEvent... all) {
    return Stream.of(all).map(this::apply).toList();
  }

  private Lineage stream(String name) {
    return image.find(name).orElseThrow();
  }

  private static List<Verdict> accepted(int times, Verdict last) {
    return Stream.concat(Stream.generate(() -> Verdict.ACCEPTED).limit(times), Stream.of(last))
        .toList();
  }

  @Example
  void aStreamIsCreatedThenActiveThenDeletedThenGone() {
    apply(create(1, "a"));
    assertThat(stream("a").state()).isEqualTo(new Creating(op(1), 4));
    assertThat(stream("a").shards().all()).isEmpty();
    assertThat(stream("a").topicId()).isEmpty();
    assertThat(stream("a").openShardCount()).isEqualTo(4);

    apply(created(1, TOPIC));
    assertThat(stream("a").state()).isInstanceOf(Active.class);
    assertThat(image.find(TOPIC)).contains(stream("a"));
    assertThat(stream("a").pendingOp()).isEmpty();

    apply(delete(2, "a"));
    assertThat(stream("a").state()).isInstanceOf(Deleting.class);
    assertThat(stream("a").pendingOp()).contains(op(2));
    assertThat(stream("a").shards().all()).hasSize(4);
    assertThat(image.find(TOPIC)).contains(stream("a"));

    apply(deleted(2));
    assertThat(image.all()).isEmpty();
    assertThat(image.find(TOPIC)).isEmpty();
  }

  @Example
  void shardsOpenWhenTheirStreamWasProposed() {
    applyAll(create(1, "a"), created(1, TOPIC));

    assertThat(stream("a").created()).isEqualTo(T0);
    assertThat(stream("a").shards().all())
        .hasSize(4)
        .allSatisfy(
            shard -> {
              assertThat(shard.opened()).isEqualTo(T0);
              assertThat(shard.startOffset()).isZero();
              assertThat(shard.partition()).isEqualTo(shard.index());
              assertThat(stream("a").shards().get(shard.index())).contains(shard);
            });
    assertThat(stream("a").shards().get(4)).isEmpty();
  }

  @Example
  void theFirstOfTwoProposalsOfANameWins() {
    assertThat(applyAll(create(1, "a"), create(2, "a"))).isEqualTo(accepted(1, Verdict.NAME_TAKEN));
    assertThat(stream("a").pendingOp()).contains(op(1));
    assertThat(apply(created(2, TOPIC))).isEqualTo(Verdict.NOT_PENDING);
    assertThat(apply(abort(2))).isEqualTo(Verdict.NOT_PENDING);
    assertThat(apply(created(1, TOPIC))).isEqualTo(Verdict.ACCEPTED);
  }

  @Example
  void namesThatKafkaTakesForOneAreOne() {
    assertThat(applyAll(create(1, "a.b_c"), create(2, "a_b.c")))
        .isEqualTo(accepted(1, Verdict.NAME_TAKEN));
    assertThat(apply(create(3, "a-b-c"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(image.find("a_b.c")).isEmpty();
  }

  @Example
  void aNameIsTakenUntilItsStreamIsGone() {
    assertThat(applyAll(create(1, "a"), created(1, TOPIC), delete(2, "a"), create(3, "a")))
        .isEqualTo(accepted(3, Verdict.NAME_TAKEN));
    assertThat(applyAll(deleted(2), create(4, "a"), created(4, OTHER_TOPIC)))
        .containsOnly(Verdict.ACCEPTED);
    assertThat(image.find(TOPIC)).isEmpty();
  }

  @Example
  void noSecondOfADeletedStreamIsUsedAgain() {
    Instant[] oneSecond = {T0, T0.plusMillis(1), T0.plusMillis(2), T0.plusMillis(3)};
    for (int round = 0; round < 3; round++) {
      List<LineageEvent> life =
          List.of(
              create(1, "a" + round),
              created(1, new UUID(9, round)),
              delete(2, "a" + round),
              deleted(2));
      for (int i = 0; i < life.size(); i++) {
        Lineages.Step step =
            image.apply(life.get(i), new LogPosition(4L * round + i, oneSecond[i]));
        image = step.image();
        long second = T0.getEpochSecond() + round;
        assertThat(image.all())
            .flatMap(stream -> stream.shards().all())
            .allSatisfy(shard -> assertThat(shard.createdSecond()).isEqualTo(second));
        assertThat(step.verdict()).isEqualTo(Verdict.ACCEPTED);
      }
    }
  }

  @Example
  void noTwoStreamsShareACreationSecond() {
    for (int i = 0; i < 3; i++) {
      image = image.apply(create(i, "s" + i), new LogPosition(2L * i, T0)).image();
      image = image.apply(created(i, new UUID(9, i)), new LogPosition(2L * i + 1, T0)).image();
    }

    assertThat(image.all())
        .extracting(
            stream -> stream.shards().all().getFirst().createdSecond() - T0.getEpochSecond())
        .containsExactly(0L, 1L, 2L);
  }

  @Example
  void theFirstCommitWins() {
    assertThat(applyAll(create(1, "a"), created(1, TOPIC), created(1, OTHER_TOPIC)))
        .isEqualTo(accepted(2, Verdict.NOT_PENDING));
    assertThat(stream("a").topicId()).contains(TOPIC);
    assertThat(image.find(OTHER_TOPIC)).isEmpty();
  }

  @Example
  void anAbortFreesTheName() {
    assertThat(applyAll(create(1, "a"), abort(1), created(1, TOPIC)))
        .isEqualTo(accepted(2, Verdict.NOT_PENDING));
    assertThat(image.all()).isEmpty();
    assertThat(apply(create(2, "a"))).isEqualTo(Verdict.ACCEPTED);
  }

  @Example
  void onlyACreationUnderWayCanBeAborted() {
    applyAll(create(1, "a"), created(1, TOPIC));

    assertThat(applyAll(abort(1), delete(2, "a"), abort(2)))
        .containsExactly(Verdict.NOT_PENDING, Verdict.ACCEPTED, Verdict.NOT_PENDING);
    assertThat(stream("a").state()).isInstanceOf(Deleting.class);
  }

  @Example
  void aDeletionOvertakesTheCreation() {
    applyAll(create(1, "a"), delete(2, "a"));

    assertThat(stream("a").state()).isEqualTo(new Deleting(op(2), new Creating(op(1), 4)));
    assertThat(applyAll(created(1, TOPIC), abort(1), deleted(2)))
        .containsExactly(Verdict.NOT_PENDING, Verdict.NOT_PENDING, Verdict.ACCEPTED);
    assertThat(image.all()).isEmpty();
  }

  @Example
  void aStreamIsDeletedOnce() {
    applyAll(create(1, "a"), created(1, TOPIC));

    assertThat(applyAll(delete(2, "a"), delete(3, "a"), deleted(3), deleted(2), deleted(2)))
        .containsExactly(
            Verdict.ACCEPTED,
            Verdict.ALREADY_DELETING,
            Verdict.NOT_PENDING,
            Verdict.ACCEPTED,
            Verdict.NOT_PENDING);
    assertThat(apply(delete(4, "a"))).isEqualTo(Verdict.NO_SUCH_STREAM);
  }

  @Example
  void anOutcomeOfTheWrongKindIsNone() {
    applyAll(create(1, "a"), create(2, "b"), created(2, TOPIC), delete(3, "b"));

    assertThat(applyAll(deleted(1), created(3, OTHER_TOPIC))).containsOnly(Verdict.NOT_PENDING);
  }

  @Example
  void streamsAreInTheOrderOfTheirNames() {
    applyAll(create(1, "b"), create(2, "B"), create(3, "a"), create(4, "c"));

    assertThat(image.all()).extracting(Lineage::name).containsExactly("B", "a", "b", "c");
    assertThat(image.after("a")).extracting(Lineage::name).containsExactly("b", "c");
    assertThat(image.after("aa")).extracting(Lineage::name).containsExactly("b", "c");
    assertThat(image.after("c")).isEmpty();
  }

  @Property
  void everyReplicaThatReadsTheLogHasTheSameImage(@ForAll("logs") List<LineageEvent> log) {
    Lineages one = Lineages.EMPTY;
    Lineages other = Lineages.EMPTY;
    for (int i = 0; i < log.size(); i++) {
      List<Lineage> before = new ArrayList<>(one.all());
      Lineages.Step step = one.apply(log.get(i), at(i));
      Lineages.Step again = other.apply(log.get(i), at(i));

      assertThat(again.verdict()).isEqualTo(step.verdict());
      assertThat(again.image().all()).containsExactlyElementsOf(step.image().all());
      assertThat(one.all()).containsExactlyElementsOf(before);
      one = step.image();
      other = again.image();
    }
  }

  @Property
  void whateverIsWrittenNoTwoStreamsShareANameOrATopic(@ForAll("logs") List<LineageEvent> log) {
    for (LineageEvent event : log) {
      apply(event);
      assertThat(image.all())
          .extracting(stream -> stream.name().replace('.', '_'))
          .doesNotHaveDuplicates();
      assertThat(image.all())
          .allSatisfy(
              stream ->
                  stream.topicId().ifPresent(id -> assertThat(image.find(id)).contains(stream)));
    }
  }

  /** Few names and few operations, so that they collide; each commit names a topic of its own. */
  @Provide
  Arbitrary<List<LineageEvent>> logs() {
    Arbitrary<Integer> ops = Arbitraries.integers().between(1, 5);
    Arbitrary<UUID> topics = Arbitraries.randomValue(random -> new UUID(9, random.nextLong()));
    Arbitrary<String> names = Arbitraries.of("a.b", "a_b", "c");
    return Arbitraries.oneOf(
            Combinators.combine(ops, names).as(LineagesTest::create),
            Combinators.combine(ops, names).as(LineagesTest::delete),
            Combinators.combine(ops, topics).as(LineagesTest::created),
            ops.map(LineagesTest::deleted),
            ops.map(LineagesTest::abort))
        .list()
        .ofMaxSize(30);
  }
}
