// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.LineageCodec.Decoded;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.shape.Mutation;
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

class LineageCodecTest {
  private static final UUID OP = new UUID(1, 2);

  private static Decoded decoded(String json) {
    return LineageCodec.decode(json.getBytes(UTF_8));
  }

  @Property
  void everyEventSurvives(@ForAll("events") LineageEvent event) {
    assertThat(LineageCodec.decode(LineageCodec.encode(event))).isEqualTo(new Decoded.Known(event));
  }

  @Property
  void aDamagedEventIsReadOrSaidToBeSo(
      @ForAll("events") LineageEvent event, @ForAll("mutations") Mutation mutation) {
    assertThat(LineageCodec.decode(mutation.of(LineageCodec.encode(event)))).isNotNull();
  }

  @Property
  void anyBytesAreReadOrSaidToBeMalformed(@ForAll byte[] value) {
    assertThat(LineageCodec.decode(value)).isNotNull();
  }

  @Example
  void theFormatIsFlatJson() {
    Create create =
        new Create(
            "orders", 2, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of("k", "v")));

    assertThat(new String(LineageCodec.encode(new Prepare(OP, create)), UTF_8))
        .isEqualTo(
            """
            {"level":1,"kind":"PREPARE_CREATE","op":"00000000-0000-0001-0000-000000000002",\
            "stream":"orders","shardCount":2,"mode":"PROVISIONED","retentionHours":24,\
            "maxRecordKiB":1024,"tags":{"k":"v"}}\
            """);
  }

  @Example
  void noTwoEventsShareAKey() {
    Abort event = new Abort(OP, "no");

    assertThat(LineageCodec.key(event, new UUID(0, 1)))
        .isEqualTo(
            "op/00000000-0000-0001-0000-000000000002/ABORT/00000000-0000-0000-0000-000000000001")
        .isNotEqualTo(LineageCodec.key(event, new UUID(0, 2)));
  }

  @Example
  void aLaterLevelIsNotGuessedAt() {
    assertThat(decoded("{\"level\":2,\"kind\":\"SPLIT\",\"op\":7}"))
        .isEqualTo(new Decoded.Newer(2));
  }

  @Example
  void membersThatAreNotKnownAreSteppedOver() {
    assertThat(
            decoded(
                "{\"level\":1,\"kind\":\"ABORT\",\"op\":\"%s\",\"reason\":\"no\",\"by\":[{}]}"
                    .formatted(OP)))
        .isEqualTo(new Decoded.Known(new Abort(OP, "no")));
  }

  @Example
  void whatNobodyWroteIsMalformed() {
    String op = "\"op\":\"" + OP + "\"";
    String create =
        "{\"level\":1,\"kind\":\"PREPARE_CREATE\","
            + op
            + ",\"stream\":\"s\",\"shardCount\":%s,\"mode\":\"%s\",\"retentionHours\":24%s}";
    assertThat(LineageCodec.decode(null)).isEqualTo(new Decoded.Malformed("no value"));
    assertThat(
            Stream.of(
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"level\":\"1\"}",
                "{\"level\":null}",
                "{\"level\":1,\"kind\":\"COMMIT_DELETED\"}",
                "{\"level\":1,\"kind\":\"COMMIT_DELETED\",\"op\":\"x\"}",
                "{\"level\":1,\"kind\":\"SPLIT\"," + op + "}",
                "{\"level\":1,\"kind\":\"ABORT\"," + op + "}",
                "{\"level\":1,\"kind\":\"PREPARE_DELETE\"," + op + "}",
                "{\"level\":1,\"kind\":\"COMMIT_CREATED\"," + op + "}",
                "{\"level\":1,\"kind\":\"COMMIT_CREATED\"," + op + ",\"topicId\":\"7\"}",
                create.formatted("0", "ON_DEMAND", ",\"maxRecordKiB\":1024"),
                create.formatted("-1", "ON_DEMAND", ",\"maxRecordKiB\":1024"),
                create.formatted("1", "SOMETIMES", ",\"maxRecordKiB\":1024"),
                create.formatted("1", "ON_DEMAND", "")))
        .allSatisfy(json -> assertThat(decoded(json)).isInstanceOf(Decoded.Malformed.class));
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    return Mutation.any();
  }

  @Provide
  Arbitrary<LineageEvent> events() {
    Arbitrary<UUID> ids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    Arbitrary<String> texts =
        Arbitraries.strings().ofMaxLength(20).filter(UTF_8.newEncoder()::canEncode);
    Arbitrary<StreamSettings> settings =
        Combinators.combine(
                Arbitraries.of(CapacityMode.values()),
                Arbitraries.integers().between(24, 8760),
                Arbitraries.integers().between(1024, 10240),
                Arbitraries.maps(texts, texts).ofMaxSize(3))
            .as(StreamSettings::new);
    Arbitrary<LineageEvent> creations =
        Combinators.combine(ids, texts, Arbitraries.integers().between(1, 10_000), settings)
            .as((op, name, shards, with) -> new Prepare(op, new Create(name, shards, with)));
    return Arbitraries.oneOf(
        creations,
        Combinators.combine(ids, texts).as((op, name) -> new Prepare(op, new Delete(name))),
        Combinators.combine(ids, ids).as((op, topic) -> new Commit(op, new Created(topic))),
        ids.map(op -> new Commit(op, new Deleted())),
        Combinators.combine(ids, texts).as(Abort::new));
  }
}
