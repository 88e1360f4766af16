// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.LineageCodec.Decoded;
import io.offshard.mapping.lineage.LineageEvent.Change.Delete;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Attachment;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.ConsumerTags;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Deregistration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Registration;
import io.offshard.mapping.lineage.LineageEvent.Declaration.StreamPolicy;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableDisabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableEnabling;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableRemoval;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Tags;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.LogRecord.SnapshotEnd;
import io.offshard.mapping.lineage.LogRecord.SnapshotPart;
import io.offshard.mapping.lineage.Origin.Managed;
import io.offshard.mapping.lineage.StreamState.Creating;
import io.offshard.mapping.lineage.TableStream.Disabled;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/** What the log says of consumers and policies. */
class AttachmentCodecTest {
  private static final UUID OP = new UUID(1, 2);
  private static final UUID ID = new UUID(3, 4);

  private static Decoded read(String key, LogRecord content) {
    return LineageCodec.decode(key, LineageCodec.encode(content));
  }

  @Property
  void everyEventSurvives(@ForAll("attachments") Attachment what) {
    LineageEvent event = new Declare(OP, what);

    assertThat(read(LineageCodec.key(event, ID), event)).isEqualTo(new Decoded.Known(event));
  }

  @Property
  void everythingThatHangsOnAStreamSurvives(
      @ForAll("consumers") List<StreamConsumer> consumers,
      @ForAll("policies") @Nullable String text,
      @ForAll("tables") List<TableStream> tables) {
    Lineage stream =
        new Lineage(
            "s",
            Managed.fresh(),
            new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()),
            new Attachments(consumers, text, new TableStreams(tables)),
            Instant.EPOCH,
            Instant.EPOCH,
            0,
            new Creating(OP, 1));
    LogRecord part = new SnapshotPart(ID, 7, stream);

    assertThat(read(LineageCodec.key(ID, 0), part)).isEqualTo(new Decoded.Known(part));
  }

  @Example
  void theSecondsThatAreUsedUpSurvive() {
    for (long second : new long[] {-1, 0, 1_700_000_000}) {
      LogRecord end = new SnapshotEnd(ID, 7, 0, new Deployment(-1, null, List.of(), second));

      assertThat(read(LineageCodec.key(ID, 0), end)).isEqualTo(new Decoded.Known(end));
    }
  }

  @Example
  void whetherConsumersAreInTheWayOfADeletionSurvives() {
    for (boolean onlyUnconsumed : new boolean[] {true, false}) {
      LineageEvent event = new Prepare(OP, new Delete("s", onlyUnconsumed));

      assertThat(read(LineageCodec.key(event, ID), event)).isEqualTo(new Decoded.Known(event));
    }
  }

  @Example
  void theFormatIsJsonThatPeopleCanRead() {
    LineageEvent event = new Declare(OP, new ConsumerPolicy("s", new ConsumerId("app", 17), "{}"));

    assertThat(new String(LineageCodec.encode(event), UTF_8))
        .isEqualTo(
            """
            {"level":1,"kind":"DECLARE_CONSUMER_POLICY","op":"00000000-0000-0001-0000-000000000002",\
            "stream":"s","attachment":{"consumer":"app","createdSecond":17,"policy":"{}"}}\
            """);
  }

  @Example
  void whatNobodyWroteIsMalformed() {
    String event =
        "{\"level\":1,\"kind\":\"DECLARE_%s\",\"op\":\""
            + OP
            + "\",\"stream\":\"s\",\"attachment\":%s}";
    assertThat(
            Stream.of(
                event.formatted("REGISTRATION", "{}"),
                event.formatted("REGISTRATION", "{\"consumer\":\"c\"}"),
                event.formatted("DEREGISTRATION", "{\"consumer\":\"c\"}"),
                event.formatted("DEREGISTRATION", "{\"createdSecond\":1}"),
                event.formatted("CONSUMER_TAGS", "{\"consumer\":\"c\",\"createdSecond\":1}"),
                event.formatted("CONSUMER_POLICY", "{\"consumer\":\"c\"}"),
                event.formatted("STREAM_POLICY", "null")))
        .allSatisfy(
            json ->
                assertThat(LineageCodec.decode("op/1", json.getBytes(UTF_8)))
                    .isInstanceOf(Decoded.Malformed.class));
  }

  @Provide
  Arbitrary<Attachment> attachments() {
    return Arbitraries.oneOf(
        Combinators.combine(texts(), texts(), tags()).as(Registration::new),
        Combinators.combine(texts(), ids()).as(Deregistration::new),
        Combinators.combine(ids(), texts(), tags(), texts().set())
            .as((id, stream, put, removed) -> new ConsumerTags(id, new Tags(stream, put, removed))),
        Combinators.combine(texts(), policies()).as(StreamPolicy::new),
        Combinators.combine(texts(), ids(), policies()).as(ConsumerPolicy::new),
        Combinators.combine(texts(), specs(), offsets()).as(TableEnabling::new),
        Combinators.combine(texts(), texts(), offsets()).as(TableDisabling::new),
        Combinators.combine(texts(), texts()).as(TableRemoval::new));
  }

  @Provide
  Arbitrary<List<TableStream>> tables() {
    Arbitrary<Instant> instants =
        Arbitraries.longs().between(0, 1L << 42).map(Instant::ofEpochMilli);
    Arbitrary<Disabled> ends = Combinators.combine(instants, offsets()).as(Disabled::new);
    return Combinators.combine(specs(), instants, offsets(), ends.injectNull(0.5))
        .as(TableStream::new)
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<TableSpec> specs() {
    Arbitrary<String> names =
        Arbitraries.strings().alpha().numeric().withChars("_.-").ofMinLength(3).ofMaxLength(255);
    Arbitrary<KeySchema> keys =
        Arbitraries.of(new KeySchema("id", null), new KeySchema("\u00e9\"", "x"));
    Arbitrary<FormSpec> forms = Combinators.combine(texts(), tags()).as(FormSpec::new);
    return Combinators.combine(
            names,
            keys,
            Arbitraries.of(ViewType.class),
            forms,
            Arbitraries.of(TableSpec.Undecodable.class))
        .as(TableSpec::new);
  }

  private static Arbitrary<Map<Integer, Long>> offsets() {
    return Arbitraries.maps(
            Arbitraries.integers().greaterOrEqual(0), Arbitraries.longs().greaterOrEqual(0))
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<List<StreamConsumer>> consumers() {
    return Combinators.combine(ids(), tags(), policies())
        .as(StreamConsumer::new)
        .list()
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<@Nullable String> policies() {
    return texts().injectNull(0.3);
  }

  private static Arbitrary<ConsumerId> ids() {
    return Combinators.combine(texts(), Arbitraries.longs().greaterOrEqual(0)).as(ConsumerId::new);
  }

  private static Arbitrary<Map<String, String>> tags() {
    return Arbitraries.maps(texts(), texts()).ofMaxSize(3);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(20).filter(UTF_8.newEncoder()::canEncode);
  }
}
