// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.hash.PartitionKeyHash;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableDisabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableEnabling;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.LogPosition;
import io.offshard.mapping.lineage.Resharding;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableStream;
import io.offshard.mapping.lineage.Verdict;
import io.offshard.mapping.stream.HashKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The shards of a table's stream, whatever is split and merged under it. */
class TablePartsTest {
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  private static final TableSpec TABLE =
      new TableSpec(
          "orders",
          new KeySchema("id", null),
          ViewType.NEW_IMAGE,
          new FormSpec("dynamodb", Map.of()),
          TableSpec.Undecodable.SKIP);

  /** A stream that is split and merged at random, with a table on it. */
  private static final class History {
    private final Random random;
    private Lineages image = Lineages.EMPTY;
    private long offset;

    History(long seed) {
      random = new Random(seed);
      UUID op = uuid();
      apply(new Prepare(op, new Create("s", 1 + random.nextInt(4), SETTINGS)));
      apply(new Commit(op, new Created(uuid())));
    }

    private UUID uuid() {
      return new UUID(random.nextLong(), random.nextLong());
    }

    private Verdict apply(LineageEvent event) {
      Instant at = Instant.ofEpochSecond(1_700_000_000).plusMillis(700 * offset);
      Lineages.Step step = image.apply(event, new LogPosition(offset++, at));
      image = step.image();
      return step.verdict();
    }

    Lineage stream() {
      return image.find("s").orElseThrow();
    }

    void enable() {
      Map<Integer, Long> starts = random.nextBoolean() ? Map.of() : ends();
      apply(new Declare(uuid(), new TableEnabling("s", TABLE, starts)));
    }

    void disable() {
      apply(new Declare(uuid(), new TableDisabling("s", "orders", ends())));
    }

    /** Each partition has ten records for each event so far. */
    private Map<Integer, Long> ends() {
      return IntStream.range(0, stream().shards().partitions())
          .boxed()
          .collect(toMap(partition -> partition, partition -> 10 * offset));
    }

    void reshard() {
      UUID op = uuid();
      if (apply(new Prepare(op, new Reshard("s", what()))) == Verdict.ACCEPTED) {
        int step = 0;
        while (apply(new Close(op, step)) == Verdict.ACCEPTED) {
          apply(new Commit(op, new Resharded(step++, ends())));
        }
      }
    }

    private Resharding what() {
      List<Shard> open = stream().shards().open();
      int at = random.nextInt(open.size());
      return switch (random.nextInt(4)) {
        case 0 -> new Resharding.Split(open.get(at).index(), middle(open.get(at)));
        case 1, 2 ->
            new Resharding.Merge(open.get(at).index(), open.get((at + 1) % open.size()).index());
        default -> new Resharding.Scale(1 + random.nextInt(6));
      };
    }

    private static HashKey middle(Shard shard) {
      BigInteger sum =
          new BigInteger(shard.range().start().toString())
              .add(new BigInteger(shard.range().end().toString()));
      return HashKey.parse(sum.shiftRight(1).toString()).orElseThrow();
    }

    TableStream table() {
      return stream().attached().tables().all().getLast();
    }

    Optional<TablePart> part(Shard shard, int piece) {
      return TableParts.find(stream().shards(), table(), each -> true, shard, piece);
    }

    TableParts parts() {
      return TableParts.of(stream().shards(), table(), shard -> true);
    }
  }

  @Property(tries = 300)
  void eachShardHasOneParentAtMostAndEachClosedOneAChild(@ForAll long seed) {
    History history = new History(seed);
    history.reshard();
    history.enable();
    Map<String, TablePart> seen = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      history.reshard();
      TableParts parts = history.parts();
      assertThat(parts.all()).extracting(TablePart::id).isSorted().doesNotHaveDuplicates();
      assertThat(parts.all()).extracting(TablePart::id).containsAll(seen.keySet());
      Map<String, TablePart> byId =
          parts.all().stream().collect(toMap(TablePart::id, Function.identity()));
      for (TablePart part : parts.all()) {
        assertThat(history.part(part.shard(), part.piece())).contains(part);
        assertThat(history.part(part.shard(), part.shard().seams().size() + 1)).isEmpty();
        TablePart before = seen.put(part.id(), part);
        assertThat(before == null ? part.parentId() : before.parentId()).isEqualTo(part.parentId());
        assertThat(part.isOpen() || !parts.childrenOf(part.id()).isEmpty()).isTrue();
        if (part.parentId() != null) {
          TablePart parent = requireNonNull(byId.get(part.parentId()));
          assertThat(parent.isOpen()).isFalse();
          assertThat(parent.id()).isLessThan(part.id());
          assertThat(parent.endingNumber()).isLessThan(part.startingNumber());
        }
      }
    }
  }

  @Property(tries = 200)
  void aKeyIsInOneOpenShardAndGoesOnInAChildOfItsShard(@ForAll long seed, @ForAll String key) {
    History history = new History(seed);
    history.enable();
    for (int i = 0; i < 8; i++) {
      history.reshard();
    }
    TableParts parts = history.parts();
    ByteBuffer bytes = ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8));
    HashKey hash = PartitionKeyHash.of(bytes);
    List<TablePart> takers =
        parts.all().stream()
            .filter(part -> part.shard().range().contains(hash) && part.takes(bytes))
            .toList();

    assertThat(takers).filteredOn(TablePart::isOpen).hasSize(1);
    Map<String, TablePart> byId =
        takers.stream().collect(toMap(TablePart::id, Function.identity()));
    assertThat(takers)
        .filteredOn(part -> part.parentId() != null)
        .allSatisfy(part -> assertThat(byId).containsKey(part.parentId()));
    assertThat(takers).filteredOn(part -> part.parentId() == null).hasSize(1);
  }

  @Property(tries = 200)
  void aTableThatIsDisabledHasNoOpenShardAndGetsNoOthers(@ForAll long seed) {
    History history = new History(seed);
    history.enable();
    history.reshard();
    history.disable();
    TableParts parts = history.parts();
    history.reshard();
    history.reshard();

    assertThat(parts.all()).noneMatch(TablePart::isOpen);
    assertThat(history.parts().all())
        .extracting(TablePart::id, TablePart::start, TablePart::end, TablePart::parentId)
        .isEqualTo(
            parts.all().stream()
                .map(part -> tuple(part.id(), part.start(), part.end(), part.parentId()))
                .toList());
  }
}
