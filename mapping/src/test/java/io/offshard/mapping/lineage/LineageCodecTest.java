// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.Alteration.AddMetrics;
import io.offshard.mapping.lineage.Alteration.Decrypt;
import io.offshard.mapping.lineage.Alteration.Encrypt;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.Alteration.LowerRetention;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.Alteration.RemoveMetrics;
import io.offshard.mapping.lineage.LineageCodec.Decoded;
import io.offshard.mapping.lineage.LineageEvent.Abort;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Billing;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Observation;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Altered;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Deleted;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.LogRecord.Cleared;
import io.offshard.mapping.lineage.LogRecord.Heartbeat;
import io.offshard.mapping.lineage.LogRecord.Load;
import io.offshard.mapping.lineage.LogRecord.Ping;
import io.offshard.mapping.lineage.LogRecord.Reach;
import io.offshard.mapping.lineage.LogRecord.SnapshotEnd;
import io.offshard.mapping.lineage.LogRecord.SnapshotPart;
import io.offshard.mapping.lineage.StreamState.Active;
import io.offshard.mapping.shape.Mutation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class LineageCodecTest {
  private static final UUID OP = new UUID(1, 2);

  private static final UUID ID = new UUID(3, 4);

  private static Decoded decoded(String json) {
    return LineageCodec.decode("op/1", json.getBytes(UTF_8));
  }

  private static String key(LogRecord content) {
    return switch (content) {
      case LineageEvent event -> LineageCodec.key(event, ID);
      case Heartbeat beat -> LineageCodec.key(beat.replica());
      case Ping ping -> LineageCodec.pingKey(ID);
      case SnapshotPart part -> LineageCodec.key(part.snapshot(), 7);
      case SnapshotEnd end -> LineageCodec.key(end.snapshot(), 7);
      case Cleared cleared -> "any";
    };
  }

  @Property
  void everyRecordSurvives(@ForAll("records") LogRecord content) {
    assertThat(LineageCodec.decode(key(content), LineageCodec.encode(content)))
        .isEqualTo(new Decoded.Known(content));
  }

  @Property
  void aDamagedRecordIsReadOrSaidToBeSo(
      @ForAll("records") LogRecord content, @ForAll("mutations") Mutation mutation) {
    byte[] value = LineageCodec.encode(content);
    assertThat(LineageCodec.decode(key(content), value == null ? null : mutation.of(value)))
        .isNotNull();
  }

  @Property
  void anyBytesAreReadOrSaidToBeMalformed(@ForAll byte[] value, @ForAll("keys") String key) {
    assertThat(LineageCodec.decode(key, value)).isNotNull();
  }

  @Example
  void aRecordOfALaterLevelStopsTheReaderWhateverItsKey() {
    byte[] value = "{\"level\":2}".getBytes(UTF_8);
    assertThat(keys().allValues().orElseThrow())
        .allSatisfy(
            key -> assertThat(LineageCodec.decode(key, value)).isEqualTo(new Decoded.Newer(2)));
  }

  @Example
  void aKnownKindOfALaterLevelIsNotGuessedAtEither() {
    byte[] value =
        "{\"level\":2,\"nonce\":1,\"applied\":1,\"knows\":2,\"left\":false}".getBytes(UTF_8);
    assertThat(LineageCodec.decode(LineageCodec.key(ID), value)).isEqualTo(new Decoded.Newer(2));
  }

  @Example
  void aKeyWithoutAValueIsCleared() {
    assertThat(LineageCodec.decode("op/1", null)).isEqualTo(new Decoded.Known(new Cleared()));
    assertThat(LineageCodec.decode(null, null)).isEqualTo(new Decoded.Malformed("no key"));
  }

  @Example
  void aStreamOfASnapshotIsJson() {
    Lineage stream =
        new Lineage(
            "orders",
            Origin.Managed.fresh(),
            new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()),
            Attachments.NONE,
            Instant.ofEpochMilli(1_500),
            Instant.EPOCH,
            6,
            new Active(ID, Shards.first(1, 1, Instant.ofEpochMilli(1_500))));

    assertThat(new String(LineageCodec.encode(new SnapshotPart(OP, 8, stream)), UTF_8))
        .isEqualTo(
            """
            {"level":1,"base":8,"stream":{"name":"orders","mode":"PROVISIONED","retentionHours":24,\
            "maxRecordKiB":1024,"tags":{},"created":1500,"floor":0,"version":6,\
            "topicId":"00000000-0000-0003-0000-000000000004","shards":[{"index":0,"partition":0,\
            "startOffset":0,"from":"0","to":"340282366920938463463374607431768211455",\
            "createdSecond":1,"opened":1500}]}}\
            """);
  }

  @Example
  void theFormatIsJsonThatPeopleCanRead() {
    Create create =
        new Create(
            "orders", 2, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of("k", "v")));

    assertThat(new String(LineageCodec.encode(new Prepare(OP, create)), UTF_8))
        .isEqualTo(
            """
            {"level":1,"kind":"PREPARE_CREATE","op":"00000000-0000-0001-0000-000000000002",\
            "stream":"orders","creation":{"shardCount":2,"mode":"PROVISIONED","retentionHours":24,\
            "maxRecordKiB":1024,"tags":{"k":"v"}}}\
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
    String alter =
        "{\"level\":1,\"kind\":\"PREPARE_ALTER\",\"stream\":\"s\"," + op + ",\"alteration\":{%s}}";
    String create =
        "{\"level\":1,\"kind\":\"PREPARE_CREATE\","
            + op
            + ",\"stream\":\"s\",\"creation\":{\"shardCount\":%s,\"mode\":\"%s\",\"retentionHours\":24,"
            + "\"tags\":{}%s}}";
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
                "{\"level\":1,\"kind\":\"PREPARE_ALTER\",\"stream\":\"s\"," + op + "}",
                alter.formatted("\"kind\":\"SHRINK\""),
                alter.formatted("\"kind\":\"ENCRYPT\""),
                alter.formatted("\"kind\":\"LIMIT_RECORDS\""),
                alter.formatted("\"kind\":\"LIMIT_RECORDS\",\"number\":0"),
                alter.formatted("\"kind\":\"ADD_METRICS\",\"metrics\":[null]"),
                "{\"level\":1,\"kind\":\"DECLARE_TAGS\",\"stream\":\"s\"," + op + "}",
                "{\"level\":1,\"kind\":\"DECLARE_TAGS\",\"stream\":\"s\","
                    + op
                    + ",\"tags\":{\"put\":{}}}",
                "{\"level\":1,\"kind\":\"DECLARE_BILLING\"," + op + "}",
                "{\"level\":1,\"kind\":\"COMMIT_CREATED\"," + op + "}",
                "{\"level\":1,\"kind\":\"COMMIT_CREATED\"," + op + ",\"topicId\":\"7\"}",
                create.formatted("0", "ON_DEMAND", ",\"maxRecordKiB\":1024"),
                create.formatted("-1", "ON_DEMAND", ",\"maxRecordKiB\":1024"),
                create.formatted("1", "SOMETIMES", ",\"maxRecordKiB\":1024"),
                "{\"level\":1,\"kind\":\"PREPARE_GROW\",\"stream\":\"s\"," + op + "}",
                "{\"level\":1,\"kind\":\"COMMIT_GROWN\"," + op + "}",
                "{\"level\":1,\"kind\":\"COMMIT_GROWN\"," + op + ",\"topic\":{}}",
                "{\"level\":1,\"kind\":\"COMMIT_GROWN\"," + op + ",\"topic\":{\"ends\":{\"x\":1}}}",
                "{\"level\":1,\"kind\":\"DECLARE_ADOPTION\",\"stream\":\"s\"," + op + "}",
                create.formatted("1", "ON_DEMAND", "")))
        .allSatisfy(json -> assertThat(decoded(json)).isInstanceOf(Decoded.Malformed.class));
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    return Mutation.any();
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of(
        "op/x", "replica/" + ID, "replica/", "snapshot/" + ID + "/1", "snapshot/", "");
  }

  @Provide
  Arbitrary<LogRecord> records() {
    Arbitrary<Long> numbers = Arbitraries.longs().greaterOrEqual(0);
    Arbitrary<UUID> ids = Arbitraries.longs().map(low -> new UUID(5, low));
    Arbitrary<Integer> counts = Arbitraries.integers().between(1, 100);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<Reach> reaches = Combinators.combine(numbers, counts, numbers).as(Reach::new);
    Arbitrary<Load> loads = Combinators.combine(ids, numbers, numbers).as(Load::new);
    Arbitrary<Deployment> deployments =
        Combinators.combine(numbers, commitments(), texts().list().ofMaxSize(3), numbers)
            .as(Deployment::new);
    return Arbitraries.oneOf(
        events().map(event -> event),
        Combinators.combine(
                ids,
                numbers,
                numbers,
                counts,
                flags,
                reaches.list().ofMaxSize(3),
                loads.list().ofMaxSize(3))
            .as(Heartbeat::new),
        Arbitraries.just(new Ping()),
        Combinators.combine(ids, numbers, Arbitraries.oneOf(streams(), nativeStreams()))
            .as(SnapshotPart::new),
        Combinators.combine(ids, numbers, counts, deployments).as(SnapshotEnd::new),
        Arbitraries.just(new Cleared()));
  }

  private static Arbitrary<@Nullable BillingCommitment> commitments() {
    Arbitrary<Instant> times = Arbitraries.integers().map(Instant::ofEpochMilli);
    return Combinators.combine(times, times.injectNull(0.5))
        .as(BillingCommitment::new)
        .injectNull(0.3);
  }

  /** Streams as events make them. */
  private static Arbitrary<Lineage> streams() {
    StreamSettings settings =
        new StreamSettings(CapacityMode.ON_DEMAND, 48, 2048, Map.of("a", "b"));
    Arbitrary<Instant> times = Arbitraries.integers().map(Instant::ofEpochMilli);
    Arbitrary<Integer> progress = Arbitraries.integers().between(1, 7);
    Arbitrary<Integer> shards = Arbitraries.integers().between(1, 20);
    return Combinators.combine(
            times, progress, shards, Arbitraries.of(1, 2, 4, 5, 6), alterations())
        .as(
            (at, events, count, end, alteration) -> {
              List<LineageEvent> life =
                  new ArrayList<>(
                      List.of(
                          new Prepare(OP, new Create("s", count, settings)),
                          new Commit(OP, new Created(ID)),
                          new Prepare(OP, new Alter("s", new RaiseRetention(96))),
                          new Commit(OP, new Altered()),
                          new Prepare(OP, new Alter("s", alteration)),
                          new Commit(OP, new Altered())));
              life.add(end, new Prepare(ID, new Delete("s")));
              Lineages image = Lineages.EMPTY;
              for (int i = 0; i < events; i++) {
                image = image.apply(life.get(i), new LogPosition(i, at)).image();
              }
              return image.find("s").orElseThrow();
            });
  }

  /** Topics of others as events make streams of them. */
  private static Arbitrary<Lineage> nativeStreams() {
    Arbitrary<Instant> times = Arbitraries.integers().map(Instant::ofEpochMilli);
    return Combinators.combine(
            times, Arbitraries.integers().between(1, 7), Arbitraries.of(1, 3, 5, 6), traits())
        .as(
            (at, events, end, traits) -> {
              List<LineageEvent> life =
                  new ArrayList<>(
                      List.of(
                          new Declare(OP, new Adoption("s", OP, 2, true, traits)),
                          new Declare(OP, new Adoption("s", ID, 4, false, traits)),
                          new Prepare(OP, new Grow("s", ID, 6)),
                          new Commit(OP, new Grown(Map.of(0, 10L, 1, 20L))),
                          new Prepare(OP, new Grow("s", ID, 12)),
                          new Declare(OP, new Tags("s", Map.of("a", "b"), Set.of()))));
              life.add(end, new Prepare(ID, new Delete("s")));
              Lineages image = Lineages.EMPTY;
              for (int i = 0; i < events; i++) {
                image = image.apply(life.get(i), new LogPosition(i, at)).image();
              }
              return image.find("s").orElseThrow();
            });
  }

  private static Arbitrary<TopicTraits> traits() {
    return Combinators.combine(
            Arbitraries.longs().greaterOrEqual(-1),
            Arbitraries.of(true, false),
            Arbitraries.integers().greaterOrEqual(0))
        .as(TopicTraits::new);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(20).filter(UTF_8.newEncoder()::canEncode);
  }

  private static Arbitrary<Alteration> alterations() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 10_240);
    Arbitrary<Set<ShardMetric>> metrics = Arbitraries.of(ShardMetric.class).set();
    return Arbitraries.oneOf(
        numbers.map(RaiseRetention::new),
        numbers.map(LowerRetention::new),
        numbers.map(LimitRecords::new),
        texts().map(Encrypt::new),
        Arbitraries.just(new Decrypt()),
        metrics.map(AddMetrics::new),
        metrics.map(RemoveMetrics::new));
  }

  @Provide
  Arbitrary<LineageEvent> events() {
    Arbitrary<UUID> ids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    Arbitrary<String> texts = texts();
    Arbitrary<Integer> counts = Arbitraries.integers().between(1, 100);
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
    Arbitrary<LineageEvent> tags =
        Combinators.combine(ids, texts, Arbitraries.maps(texts, texts).ofMaxSize(3), texts.set())
            .as((op, name, put, removed) -> new Declare(op, new Tags(name, put, removed)));
    return Arbitraries.oneOf(
        creations,
        tags,
        Combinators.combine(ids, Arbitraries.of(true, false))
            .as((op, committed) -> new Declare(op, new Billing(committed))),
        Combinators.combine(ids, texts, alterations())
            .as((op, name, alteration) -> new Prepare(op, new Alter(name, alteration))),
        ids.map(op -> new Commit(op, new Altered())),
        Combinators.combine(ids, texts, ids, counts, Arbitraries.of(true, false), traits())
            .as((op, n, id, count, l, t) -> new Declare(op, new Adoption(n, id, count, l, t))),
        Combinators.combine(ids, texts, ids, traits())
            .as((op, name, id, traits) -> new Declare(op, new Observation(name, id, traits))),
        Combinators.combine(ids, texts, ids)
            .as((op, name, id) -> new Declare(op, new Loss(name, id))),
        Combinators.combine(ids, texts, ids, counts)
            .as((op, name, id, count) -> new Prepare(op, new Grow(name, id, count))),
        Combinators.combine(
                ids, Arbitraries.maps(counts, Arbitraries.longs().greaterOrEqual(0)).ofMaxSize(4))
            .as((op, ends) -> new Commit(op, new Grown(ends))),
        Combinators.combine(ids, texts).as((op, name) -> new Prepare(op, new Delete(name))),
        Combinators.combine(ids, ids).as((op, topic) -> new Commit(op, new Created(topic))),
        ids.map(op -> new Commit(op, new Deleted())),
        Combinators.combine(ids, texts).as(Abort::new));
  }
}
