// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.LineageCodec.Decoded;
import io.offshard.mapping.lineage.LineageEvent.Change.Reshard;
import io.offshard.mapping.lineage.LineageEvent.Close;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Resharded;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.stream.HashKey;
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

/** What the log says of splits and merges. */
class ReshardingCodecTest {
  private static final UUID OP = new UUID(1, 2);
  private static final UUID ID = new UUID(3, 4);

  private static Decoded written(LineageEvent event) {
    return LineageCodec.decode(LineageCodec.key(event, ID), LineageCodec.encode(event));
  }

  @Property
  void everyEventSurvives(@ForAll("events") LineageEvent event) {
    assertThat(written(event)).isEqualTo(new Decoded.Known(event));
  }

  @Example
  void theFormatIsJsonThatPeopleCanRead() {
    Prepare split = new Prepare(OP, new Reshard("s", new Resharding.Split(3, new HashKey(0, 7))));
    Commit commit = new Commit(OP, new Resharded(1, Map.of(2, 40L)));

    assertThat(new String(LineageCodec.encode(split), UTF_8))
        .isEqualTo(
            """
            {"level":1,"kind":"PREPARE_RESHARD","op":"00000000-0000-0001-0000-000000000002",\
            "stream":"s","resharding":{"split":3,"at":"7"}}\
            """);
    assertThat(new String(LineageCodec.encode(commit), UTF_8))
        .isEqualTo(
            """
            {"level":1,"kind":"COMMIT_RESHARDED","op":"00000000-0000-0001-0000-000000000002",\
            "resharding":{"step":1,"ends":{"2":40}}}\
            """);
  }

  @Example
  void whatNobodyWroteIsMalformed() {
    String entry = "{\"level\":1,\"kind\":\"%s\",\"op\":\"" + OP + "\"%s}";
    assertThat(
            Stream.of(
                entry.formatted("CLOSE", ""),
                entry.formatted("CLOSE", ",\"resharding\":{}"),
                entry.formatted("PREPARE_RESHARD", ",\"stream\":\"s\""),
                entry.formatted("PREPARE_RESHARD", ",\"stream\":\"s\",\"resharding\":{}"),
                entry.formatted(
                    "PREPARE_RESHARD",
                    ",\"stream\":\"s\",\"resharding\":{\"split\":1,\"at\":\"x\"}"),
                entry.formatted(
                    "PREPARE_RESHARD", ",\"stream\":\"s\",\"resharding\":{\"target\":0}"),
                entry.formatted("COMMIT_RESHARDED", ",\"resharding\":{\"step\":1}"),
                entry.formatted(
                    "COMMIT_RESHARDED", ",\"resharding\":{\"step\":1,\"ends\":{\"x\":1}}")))
        .allSatisfy(
            json ->
                assertThat(LineageCodec.decode("op/x", json.getBytes(UTF_8)))
                    .isInstanceOf(Decoded.Malformed.class));
  }

  @Provide
  Arbitrary<LineageEvent> events() {
    Arbitrary<UUID> ids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    Arbitrary<Integer> numbers = Arbitraries.integers().greaterOrEqual(0);
    Arbitrary<Map<Integer, Long>> ends =
        Arbitraries.maps(numbers, Arbitraries.longs().greaterOrEqual(0)).ofMaxSize(4);
    return Arbitraries.oneOf(
        Combinators.combine(ids, reshardings())
            .as((op, what) -> new Prepare(op, new Reshard("s", what))),
        Combinators.combine(ids, numbers).as(Close::new),
        Combinators.combine(ids, numbers, ends)
            .as((op, step, all) -> new Commit(op, new Resharded(step, all))));
  }

  private static Arbitrary<Resharding> reshardings() {
    Arbitrary<Integer> shards = Arbitraries.integers().greaterOrEqual(0);
    Arbitrary<HashKey> keys =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(HashKey::new);
    return Arbitraries.oneOf(
        Combinators.combine(shards, keys).as(Resharding.Split::new),
        Combinators.combine(shards, shards).as(Resharding.Merge::new),
        Arbitraries.integers().greaterOrEqual(1).map(Resharding.Scale::new),
        Arbitraries.integers().greaterOrEqual(1).map(Resharding.Spread::new));
  }
}
