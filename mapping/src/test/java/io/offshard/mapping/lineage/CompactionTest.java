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
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Attachment;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Billing;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerTags;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Deregistration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Observation;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Registration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.StreamPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Altered;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Resharding.Merge;
import io.offshard.mapping.lineage.Resharding.Scale;
import io.offshard.mapping.lineage.Resharding.Split;
import io.offshard.mapping.lineage.Resharding.Spread;
import io.offshard.mapping.stream.HashKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Replicas that write, stall, snapshot and clear, in any order, on a log that is compacted
 * meanwhile: whoever reads what is left of it has the image of the whole.
 */
class CompactionTest {
  private static final int REPLICAS = 3;

  /** When the log begins. */
  private static final long FIRST_SECOND = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  private static final Map<Integer, Long> ENDS =
      Map.of(0, 9L, 1, 8L, 2, 7L, 3, 6L, 4, 5L, 5, 4L, 6, 3L, 7, 2L);
  private static final TopicTraits KEPT = new TopicTraits(7_200_000, false, 1 << 20);
  private static final TopicTraits COMPACTED = new TopicTraits(-1, true, 1 << 20);

  @Property(tries = 1_000)
  void whatCompactionLeavesStandsForTheWholeLog(@ForAll("histories") List<Step> history) {
    CompactedLog log = new CompactedLog(REPLICAS);
    history.forEach(step -> step.accept(log));
    Lineages whole = log.fold();

    assertThat(CompactedLog.replay(log.whole()).image()).satisfies(same(whole));
    assertThat(CompactedLog.replay(log.left()).image()).satisfies(same(whole));
    for (CompactedLog.Replica replica : log.replicas()) {
      replica.read(Integer.MAX_VALUE);
      assertThat(replica.image()).satisfies(same(whole));
    }
  }

  /** Has a name, so that a history that fails can be read. */
  record Step(String name, Consumer<CompactedLog> action) {
    void accept(CompactedLog log) {
      action.accept(log);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Consumer<Lineages> same(Lineages expected) {
    return found -> {
      assertThat(found.all()).containsExactlyElementsOf(expected.all());
      assertThat(found.rest()).isEqualTo(expected.rest());
    };
  }

  @Example
  void aLifeOfManyStreamsLeavesAShortLog() {
    CompactedLog log = new CompactedLog(1);
    CompactedLog.Replica replica = log.replicas().getFirst();
    for (int i = 0; i < 500; i++) {
      UUID creation = new UUID(1, i);
      UUID deletion = new UUID(2, i);
      log.append(new Prepare(creation, new Create("s" + i, 1, SETTINGS)));
      log.append(new Commit(creation, new Created(new UUID(9, i))));
      log.append(new Prepare(deletion, new Delete("s" + i)));
      log.append(new Commit(deletion, new Deleted()));
      if (i % 20 == 19) {
        replica.read(Integer.MAX_VALUE);
        replica.snapshot();
        replica.write(Integer.MAX_VALUE);
        replica.read(Integer.MAX_VALUE);
        replica.clear();
        replica.write(Integer.MAX_VALUE);
      }
    }
    log.compact(log.end(), new Random(1), 1);
    replica.read(Integer.MAX_VALUE);

    assertThat(log.left()).hasSizeLessThan(5);
    assertThat(replica.image().all()).isEmpty();
    assertThat(replica.image().rest()).isEqualTo(log.fold().rest());
  }

  @Example
  void aSnapshotThatIsNotWholeIsNotUsed() {
    CompactedLog log = new CompactedLog(1);
    log.append(new Prepare(new UUID(1, 1), new Create("a", 1, SETTINGS)));
    Replay replay = CompactedLog.replay(log.whole());
    LogRecord end = new LogRecord.SnapshotEnd(new UUID(7, 7), 1, 1, Deployment.NEW);
    Optional<Verdict> none = replay.apply(new LogPosition(1, Instant.EPOCH), "end", end);

    assertThat(none).isEmpty();
    assertThat(replay.image()).satisfies(same(log.fold()));
    assertThat(replay.superseded()).isEmpty();
  }

  @Example
  void aSnapshotUnderWayOutlivesAnOlderOneThatIsFinished() {
    CompactedLog log = new CompactedLog(2);
    CompactedLog.Replica older = log.replicas().getFirst();
    CompactedLog.Replica newer = log.replicas().getLast();
    log.append(new Prepare(new UUID(1, 1), new Create("a", 1, SETTINGS)));
    older.read(1);
    older.snapshot();
    log.append(new Prepare(new UUID(1, 2), new Create("b", 1, SETTINGS)));
    newer.read(2);
    newer.snapshot();
    newer.write(1);
    older.write(2);
    newer.write(2);
    Replay replay = CompactedLog.replay(log.whole());

    assertThat(replay.image()).satisfies(same(log.fold()));
    assertThat(replay.eventsSinceSnapshot()).isZero();
    assertThat(replay.superseded()).hasSize(4); // two events, two records of the older snapshot
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> replicas = Arbitraries.integers().between(0, REPLICAS - 1);
    Arbitrary<Integer> counts = Arbitraries.of(1, 2, 3, 5, 8, 100);
    return Arbitraries.frequencyOf(
            Tuple.of(6, events().map(CompactionTest::propose)),
            Tuple.of(
                5,
                Combinators.combine(replicas, counts)
                    .as((r, n) -> step("read", r, replica -> replica.read(n)))),
            Tuple.of(3, replicas.map(r -> step("snapshot", r, CompactedLog.Replica::snapshot))),
            Tuple.of(2, replicas.map(r -> step("clear", r, CompactedLog.Replica::clear))),
            Tuple.of(
                5,
                Combinators.combine(replicas, counts)
                    .as((r, n) -> step("write", r, replica -> replica.write(n)))),
            Tuple.of(1, replicas.map(r -> step("restart", r, CompactedLog.Replica::restart))),
            Tuple.of(
                2,
                Combinators.combine(Arbitraries.integers().between(0, 100), Arbitraries.longs())
                    .as(CompactionTest::compact)))
        .list()
        .ofMinSize(60)
        .ofMaxSize(160);
  }

  private static Step propose(LineageEvent event) {
    return new Step(event.toString(), log -> log.append(event));
  }

  private static Step step(String name, int replica, Consumer<CompactedLog.Replica> action) {
    return new Step(name + replica, log -> action.accept(log.replicas().get(replica)));
  }

  private static Step compact(int percent, long seed) {
    return new Step(
        "compact" + percent,
        log -> log.compact(log.end() * percent / 100, new Random(seed), seed % 2 == 0 ? 1 : 0.6));
  }

  /** Few names and few operations, so that they collide. */
  private static Arbitrary<LineageEvent> events() {
    Arbitrary<UUID> ops = Arbitraries.integers().between(1, 6).map(op -> new UUID(0, op));
    Arbitrary<UUID> topics = Arbitraries.randomValue(random -> new UUID(9, random.nextLong()));
    Arbitrary<String> names = Arbitraries.of("a.b", "a_b", "c", "d");
    Arbitrary<Integer> ids = Arbitraries.of(1, 1, 1, 2);
    return Arbitraries.oneOf(
        Combinators.combine(ops, names)
            .as((op, name) -> new Prepare(op, new Create(name, 2, SETTINGS))),
        Combinators.combine(ops, names, Arbitraries.of(true, false))
            .as((op, name, unconsumed) -> new Prepare(op, new Delete(name, unconsumed))),
        Combinators.combine(ops, names.flatMap(CompactionTest::attachments)).as(Declare::new),
        Combinators.combine(ops, topics).as((op, topic) -> new Commit(op, new Created(topic))),
        ops.map(op -> new Commit(op, new Deleted())),
        Combinators.combine(ops, names, alterations())
            .as((op, name, alteration) -> new Prepare(op, new Alter(name, alteration))),
        ops.map(op -> new Commit(op, new Altered())),
        Combinators.combine(ops, names, ids, Arbitraries.of(2, 3), Arbitraries.of(true, false))
            .as(
                (op, name, id, count, literal) ->
                    new Declare(op, new Adoption(name, topic(name, id), count, literal, KEPT))),
        Combinators.combine(ops, names, ids, Arbitraries.of(KEPT, COMPACTED))
            .as(
                (op, name, id, traits) ->
                    new Declare(op, new Observation(name, topic(name, id), traits))),
        Combinators.combine(ops, names, ids)
            .as((op, name, id) -> new Declare(op, new Loss(name, topic(name, id)))),
        Combinators.combine(ops, names, ids, Arbitraries.of(3, 4, 8))
            .as((op, name, id, count) -> new Prepare(op, new Grow(name, topic(name, id), count))),
        ops.map(op -> new Commit(op, new Grown(Map.of(0, 7L, 1, 8L, 2, 9L)))),
        Combinators.combine(
                ops,
                names,
                Arbitraries.of(
                    new Scale(3),
                    new Spread(4),
                    new Scale(4),
                    new Merge(0, 1),
                    new Split(0, new HashKey(9, 9))))
            .as((op, name, what) -> new Prepare(op, new Reshard(name, what))),
        Combinators.combine(ops, Arbitraries.of(0, 0, 1)).as(Close::new),
        Combinators.combine(ops, Arbitraries.of(0, 0, 1))
            .as((op, step) -> new Commit(op, new Resharded(step, ENDS))),
        Combinators.combine(ops, names, Arbitraries.of("x", "y", "z"), Arbitraries.of(1, 2, 40))
            .as((op, name, key, count) -> new Declare(op, tags(name, key, count))),
        Combinators.combine(ops, Arbitraries.of(true, false))
            .as((op, committed) -> new Declare(op, new Billing(committed))),
        ops.map(op -> new Abort(op, "no")));
  }

  /** Few consumers, which are registered in any of the first seconds. */
  private static Arbitrary<Attachment> attachments(String stream) {
    Arbitrary<String> names = Arbitraries.of("x", "y");
    Arbitrary<ConsumerId> ids =
        Combinators.combine(names, Arbitraries.longs().between(0, 12))
            .as((name, second) -> new ConsumerId(name, FIRST_SECOND + second));
    Arbitrary<@Nullable String> policies = Arbitraries.of("p", "q").injectNull(0.4);
    return Arbitraries.oneOf(
        names.map(name -> new Registration(stream, name, Map.of("k", "v"))),
        ids.map(id -> new Deregistration(stream, id)),
        Combinators.combine(ids, Arbitraries.of(1, 40))
            .as((id, count) -> new ConsumerTags(id, tags(stream, "z", count))),
        policies.map(text -> new StreamPolicy(stream, text)),
        Combinators.combine(ids, policies).as((id, text) -> new ConsumerPolicy(stream, id, text)));
  }

  /** Two topics that have had each name. */
  private static UUID topic(String name, int id) {
    return new UUID(name.hashCode(), id);
  }

  /** Few settings, so that they are often those that there are. */
  private static Arbitrary<Alteration> alterations() {
    return Arbitraries.of(
        new RaiseRetention(48),
        new RaiseRetention(72),
        new LowerRetention(24),
        new LimitRecords(2048),
        new SwitchMode(CapacityMode.ON_DEMAND, 4),
        new SwitchMode(CapacityMode.PROVISIONED, null),
        new Warm(8),
        new Encrypt("k"),
        new Decrypt(),
        new AddMetrics(Set.of(ShardMetric.INCOMING_BYTES)),
        new RemoveMetrics(Set.of(ShardMetric.INCOMING_BYTES)));
  }

  /** Tags of so many keys that two such events together are too many. */
  private static Tags tags(String stream, String key, int count) {
    return new Tags(
        stream,
        IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> key + i, String::valueOf)),
        Set.of("y0"));
  }
}
