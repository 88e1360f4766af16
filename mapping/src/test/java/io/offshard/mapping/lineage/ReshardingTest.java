// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.offshard.mapping.hash.EvenSplit;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.Resharding.Merge;
import io.offshard.mapping.lineage.Resharding.Scale;
import io.offshard.mapping.lineage.Resharding.Split;
import io.offshard.mapping.lineage.Resharding.Spread;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.lineage.StreamState.Reshaping;
import io.offshard.mapping.stream.HashKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A stream whose shards are split, merged and counted anew. */
class ReshardingTest {
  private static final UUID TOPIC = new UUID(9, 9);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final HashKey HALF =
      HashKey.parse("170141183460469231731687303715884105728").get();
  private static final StreamSettings DAY =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());

  private Lineages image = Lineages.EMPTY;
  private long next;
  private Instant now = BEGIN;

  private Verdict apply(LineageEvent event) {
    now = now.plusSeconds(1);
    Lineages.Step step = image.apply(event, new LogPosition(next++, now));
    image = step.image();
    return step.verdict();
  }

  private static UUID op(int id) {
    return new UUID(0, id);
  }

  private void create(int shards) {
    image = Lineages.EMPTY;
    next = 0;
    now = BEGIN;
    apply(new Prepare(op(0), new Create("s", shards, DAY)));
    apply(new Commit(op(0), new Created(TOPIC)));
  }

  private Lineage stream() {
    return image.find("s").orElseThrow();
  }

  private Shards shards() {
    return stream().shards();
  }

  private Shard shard(int index) {
    return shards().get(index).orElseThrow();
  }

  private Verdict propose(int id, Resharding what) {
    return apply(new Prepare(op(id), new Reshard("s", what)));
  }

  private Verdict close(int id, int step) {
    return apply(new Close(op(id), step));
  }

  /** Where every parent of the step is sealed at that offset. */
  private Verdict commit(int id, int step, long seal) {
    Map<Integer, Long> ends =
        ((Reshaping) stream().state())
            .parents().stream().collect(Collectors.toMap(Shard::partition, shard -> seal));
    return apply(new Commit(op(id), new Resharded(step, ends)));
  }

  /** All steps; the seals of each are ten offsets further on. */
  private int reshard(int id, Resharding what) {
    if (propose(id, what) != Verdict.ACCEPTED) {
      return 0;
    }
    int step = 0;
    while (stream().state() instanceof Reshaping) {
      assertThat(close(id, step)).isEqualTo(Verdict.ACCEPTED);
      assertThat(commit(id, step, 10L * ++next)).isEqualTo(Verdict.ACCEPTED);
      step++;
    }
    return step;
  }

  @Example
  void aSplitGivesTheLowerHalfToTheOldPartitionAndTheUpperOneToANewOne() {
    create(1);
    assertThat(propose(1, new Split(0, HALF))).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().isServing()).isTrue();
    assertThat(stream().closure()).isEmpty();
    assertThat(((Reshaping) stream().state()).partitions()).isEqualTo(2);

    assertThat(close(1, 0)).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().closure().orElseThrow().shards()).containsExactly(shard(0));
    assertThat(commit(1, 0, 7)).isEqualTo(Verdict.ACCEPTED);

    assertThat(stream().state()).isInstanceOf(Active.class);
    assertThat(shard(0).endOffset()).isEqualTo(7);
    assertThat(shards().childrenOf(shard(0)))
        .extracting(
            Shard::index, Shard::partition, Shard::startOffset, each -> each.range().start())
        .containsExactly(tuple(1, 0, 7L, HashKey.MIN), tuple(2, 1, 0L, HALF));
    assertThat(shard(0).closing()).isEqualTo(new Shard.Closing(7, now));
    assertThat(shard(1).opened()).isEqualTo(now);
    assertThat(shard(1).createdSecond()).isGreaterThan(shard(0).createdSecond());
  }

  @Example
  void aMergeFreesAPartitionThatTheNextSplitTakes() {
    create(2);
    assertThat(reshard(1, new Merge(0, 1))).isOne();
    assertThat(shard(2).parents()).containsExactly(0, 1);
    assertThat(shard(2).partition()).isZero();
    assertThat(shards().inPartition(1)).isEmpty();
    assertThat(shards().childrenOf(shard(0))).isEqualTo(shards().childrenOf(shard(1)));

    long freed = shard(1).endOffset();
    assertThat(reshard(2, new Split(2, HALF))).isOne();
    assertThat(shards().partitions()).isEqualTo(2);
    assertThat(shard(4).partition()).isOne();
    assertThat(shard(4).startOffset()).isEqualTo(freed);
  }

  @Example
  void whatCannotBeIsToldWhy() {
    create(3);
    Shard middle = shard(1);
    HashKey start = middle.range().start();

    assertThat(stream().verdict(new Split(3, HALF))).isEqualTo(Verdict.NO_SUCH_SHARD);
    assertThat(stream().verdict(new Split(1, start))).isEqualTo(Verdict.NOT_DIVISIBLE);
    assertThat(stream().verdict(new Split(1, start.next()))).isEqualTo(Verdict.NOT_DIVISIBLE);
    assertThat(stream().verdict(new Split(1, start.next().next()))).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().verdict(new Split(1, middle.range().end())))
        .isEqualTo(Verdict.NOT_DIVISIBLE);
    assertThat(stream().verdict(new Split(1, middle.range().end().previous())))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().verdict(new Merge(1, 0))).isEqualTo(Verdict.NOT_ADJACENT);
    assertThat(stream().verdict(new Merge(0, 2))).isEqualTo(Verdict.NOT_ADJACENT);
    assertThat(stream().verdict(new Merge(2, 0))).isEqualTo(Verdict.NOT_ADJACENT);
    assertThat(stream().verdict(new Merge(1, 1))).isEqualTo(Verdict.NOT_ADJACENT);
    assertThat(stream().verdict(new Merge(2, 3))).isEqualTo(Verdict.NO_SUCH_SHARD);
    assertThat(stream().verdict(new Scale(3))).isEqualTo(Verdict.UNCHANGED);
    reshard(1, new Merge(0, 1));
    assertThat(stream().verdict(new Merge(0, 1))).isEqualTo(Verdict.SHARD_CLOSED);
    assertThat(stream().verdict(new Split(1, HALF))).isEqualTo(Verdict.SHARD_CLOSED);
  }

  @Example
  void theFirstProposalCloseAndCommitCount() {
    create(2);
    assertThat(propose(1, new Scale(3))).isEqualTo(Verdict.ACCEPTED);
    assertThat(propose(2, new Merge(0, 1))).isEqualTo(Verdict.NOT_ACTIVE);
    assertThat(commit(1, 0, 5)).isEqualTo(Verdict.NOT_PENDING); // not closed yet
    assertThat(close(2, 0)).isEqualTo(Verdict.NOT_PENDING);
    assertThat(close(1, 1)).isEqualTo(Verdict.NOT_PENDING);
    assertThat(close(1, 0)).isEqualTo(Verdict.ACCEPTED);
    long since = stream().closure().orElseThrow().since();
    assertThat(close(1, 0)).isEqualTo(Verdict.NOT_PENDING);
    assertThat(stream().closure().orElseThrow().since()).isEqualTo(since);
    assertThat(apply(new Commit(op(1), new Resharded(0, Map.of(0, 4L)))))
        .isEqualTo(Verdict.NOT_PENDING); // only one of two ends
    assertThat(commit(1, 0, 5)).isEqualTo(Verdict.ACCEPTED);
    Lineage before = stream();
    assertThat(close(1, 0)).isEqualTo(Verdict.NOT_PENDING);
    assertThat(apply(new Commit(op(1), new Resharded(0, Map.of(0, 9L, 1, 9L, 2, 9L, 3, 9L)))))
        .isEqualTo(Verdict.NOT_PENDING);
    assertThat(stream()).isEqualTo(before);
    assertThat(before.state()).isInstanceOf(Reshaping.class); // the merges are still to come
  }

  @Example
  void aStreamThatIsDeletedInTheMiddleIsGone() {
    create(2);
    propose(1, new Scale(3));
    close(1, 0);
    assertThat(apply(new Prepare(op(2), new Delete("s")))).isEqualTo(Verdict.ACCEPTED);
    assertThat(stream().closure()).isEmpty();
    assertThat(apply(new Commit(op(1), new Resharded(0, Map.of(0, 1L, 1, 1L)))))
        .isEqualTo(Verdict.NOT_PENDING);
    assertThat(apply(new Commit(op(2), new Deleted()))).isEqualTo(Verdict.ACCEPTED);
  }

  @Example
  void fourShardsBecomeFiveByTwoSteps() {
    create(4);
    assertThat(reshard(1, new Scale(5))).isEqualTo(2);

    assertThat(shards().all()).hasSize(4 + 8 + 3);
    assertThat(shards().partitions()).isEqualTo(8);
    assertThat(shards().open())
        .extracting(Shard::index, Shard::parents)
        .containsExactly(
            tuple(4, List.of(0)),
            tuple(12, List.of(5, 6)),
            tuple(13, List.of(7, 8)),
            tuple(14, List.of(9, 10)),
            tuple(11, List.of(3)));
  }

  @Example
  void aShardThatIsAsWantedStays() {
    create(4);
    reshard(1, new Split(0, shard(0).range().start().next().next()));
    assertThat(reshard(2, new Scale(4))).isOne();

    assertThat(shards().open()).extracting(Shard::index).containsExactly(6, 1, 2, 3);
  }

  @Property(tries = 300)
  void anyShardsBecomeAsManyEqualOnesAsWanted(
      @ForAll @IntRange(min = 1, max = 12) int first,
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 24) Integer> targets,
      @ForAll @Size(max = 4) List<Long> cuts) {
    create(first);
    int ops = 1;
    for (long cut : cuts) {
      HashKey at = new HashKey(cut, cut);
      reshard(ops++, new Split(shards().at(at).index(), at));
    }
    for (int target : targets) {
      int mostAtOnce = shards().open().size() + target;
      reshard(ops++, new Scale(target));

      assertThat(shards().open()).hasSize(target);
      assertThat(shards().partitions()).isLessThanOrEqualTo(Math.max(mostAtOnce, first + 60));
      BigInteger width = BigInteger.TWO.pow(128).divide(BigInteger.valueOf(target));
      for (Shard shard : shards().open()) {
        assertThat(width(shard).subtract(width).abs()).isLessThan(BigInteger.TWO.pow(24));
      }
      assertThatTheyShareOutTheKeys();
    }
  }

  @Example
  void aStreamSpreadsOverPartitionsByTheWidestShards() {
    create(3);
    reshard(1, new Merge(1, 2));
    reshard(2, new Spread(5));

    assertThat(shards().partitions()).isEqualTo(5);
    assertThat(shards().open()).extracting(Shard::partition).containsExactly(0, 3, 1, 2, 4);
    assertThat(stream().verdict(new Spread(5))).isEqualTo(Verdict.UNCHANGED);
    assertThat(stream().verdict(new Spread(2))).isEqualTo(Verdict.UNCHANGED);
    assertThatTheyShareOutTheKeys();
  }

  @Property(tries = 200)
  void howeverItWasReshardedItSpreadsBySplitsAlone(@ForAll long seed) {
    Random random = new Random(seed);
    create(1 + random.nextInt(4));
    for (int op = 1; op < 5; op++) {
      reshard(op, new Scale(1 + random.nextInt(6)));
    }
    int wanted = shards().partitions() + random.nextInt(8);
    int before = shards().all().size();
    reshard(9, new Spread(wanted));

    assertThat(shards().open()).extracting(Shard::partition).hasSize(wanted);
    assertThat(shards().partitions()).isEqualTo(wanted);
    assertThat(shards().all().stream().skip(before)).allMatch(made -> made.parents().size() == 1);
    assertThatTheyShareOutTheKeys();
  }

  @Example
  void whoInsistsOnAFreedPartitionIsSentToTheOneThatTookItOver() {
    create(2);
    reshard(1, new Merge(0, 1));

    assertThat(shards().last(1).index()).isEqualTo(1);
    assertThat(shards().takerOf(1).index()).isEqualTo(2);
    assertThat(shards().takerOf(0).index()).isEqualTo(2);
  }

  private static BigInteger width(Shard shard) {
    return new BigInteger(shard.range().end().toString())
        .subtract(new BigInteger(shard.range().start().toString()));
  }

  private void assertThatTheyShareOutTheKeys() {
    HashKey from = HashKey.MIN;
    Set<Integer> partitions = new HashSet<>();
    for (Shard shard : shards().open()) {
      assertThat(shard.range().start()).isEqualTo(from);
      from = shard.range().end().equals(HashKey.MAX) ? HashKey.MIN : shard.range().end().next();
      assertThat(partitions.add(shard.partition())).isTrue();
    }
    assertThat(from).isEqualTo(HashKey.MIN);
    Map<Integer, Shard> last = new HashMap<>();
    for (Shard shard : shards().all()) {
      assertThat(shard.parents()).hasSizeLessThanOrEqualTo(2);
      boolean only =
          shard.parents().stream()
              .flatMap(parent -> shards().get(parent).stream())
              .anyMatch(parent -> shards().childrenOf(parent).size() == 1);
      assertThat(shard.parents()).hasSize(shard.parents().isEmpty() ? 0 : only ? 2 : 1);
      Shard before = last.put(shard.partition(), shard);
      assertThat(before == null || before.endOffset() <= shard.startOffset()).isTrue();
    }
  }

  @Example
  void theLargestStreamIsCountedAnewInAMoment() {
    Shards many = Shards.first(5_000, 1, BEGIN);

    assertThat(new Scale(10_000).next(many)).hasSize(5_000);
    assertThat(new Scale(7_500).next(many)).isNotEmpty();
    assertThat(EvenSplit.of(10_000)).hasSize(10_000);
  }

  @Example
  void shardsThatHaveExpiredAreForgottenButForTheLastInEachPartition() {
    create(1);
    reshard(1, new Split(0, HALF));
    now = now.plusSeconds(25 * 3600);
    reshard(2, new Merge(1, 2));
    assertThat(shards().get(0)).isEmpty();
    assertThat(shards().all()).extracting(Shard::index).containsExactly(1, 2, 3);
    now = now.plusSeconds(25 * 3600);
    reshard(3, new Split(3, HALF));

    assertThat(shards().all()).extracting(Shard::index).containsExactly(3, 4, 5);
    assertThat(shard(4).parents()).containsExactly(3);
    assertThat(shards().descends(shard(4), shard(3))).isTrue();
    assertThat(shards().get(2)).isEmpty();
    assertThat(shards().get(-1)).isEmpty();
    assertThat(shards().get(6)).isEmpty();
  }

  @Example
  void howOftenItWasScaledIsRememberedForADay() {
    create(1);
    for (int i = 1; i <= 5; i++) {
      reshard(i, new Scale(i % 2 + 1));
    }
    Managed origin = (Managed) stream().origin();
    assertThat(origin.scaledBefore(now)).isEqualTo(5);
    assertThat(origin.scaledBefore(now.plusSeconds(25 * 3600))).isZero();
    now = now.plusSeconds(25 * 3600);
    reshard(6, new Scale(1));
    assertThat(((Managed) stream().origin()).scaled()).hasSize(1);
  }

  @Example
  void aSnapshotInTheMiddleOfAStepIsGoneOnFrom() {
    create(4);
    propose(1, new Scale(5));
    close(1, 0);
    assertThat(written(stream())).isEqualTo(stream());
    commit(1, 0, 3);
    assertThat(written(stream())).isEqualTo(stream());
    close(1, 1);
    commit(1, 1, 9);
    assertThat(written(stream())).isEqualTo(stream());
  }

  private static Lineage written(Lineage stream) {
    LogRecord.SnapshotPart part = new LogRecord.SnapshotPart(TOPIC, 1, stream);
    return ((LogRecord.SnapshotPart)
            ((LineageCodec.Decoded.Known)
                    LineageCodec.decode(LineageCodec.key(TOPIC, 0), LineageCodec.encode(part)))
                .content())
        .stream();
  }
}
