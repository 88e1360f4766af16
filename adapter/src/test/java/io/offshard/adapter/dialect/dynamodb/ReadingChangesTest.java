// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import static io.offshard.adapter.dialect.dynamodb.TableReader.ids;
import static io.offshard.adapter.dialect.dynamodb.TableReader.next;
import static io.offshard.adapter.dialect.dynamodb.TableReader.numbers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.ExposedStreams;
import io.offshard.adapter.service.Exposure;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.StreamTables;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.SchemaAnswer;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.change.WriterSchemas;
import io.offshard.mapping.dynamodb.DescribeStream;
import io.offshard.mapping.lineage.LineageEvent.Change.Grow;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.TableDisabling;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Grown;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import io.offshard.mapping.lineage.TopicTraits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading the changes of a table from a partition, page after page. */
class ReadingChangesTest {
  private static final UUID TOPIC = new UUID(1, 2);
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryPartition log = new MemoryPartition();
  private final StreamTables tables = new StreamTables(store, log, UUID::randomUUID);
  private Instant now = NOW;
  private Set<UUID> unseen = Set.of();
  private LongSupplier nanos = System::nanoTime;
  private WriterSchemas schemas = WriterSchemas.none();
  private String arn = "";

  private DynamoCore core() {
    ExposedStreams seen =
        new ExposedStreams(store, new Exposure(List.of("*"), "lineage"), () -> unseen);
    return EmptyTables.core(seen, log, Clock.fixed(now, ZoneOffset.UTC), schemas, nanos);
  }

  private String register(Undecodable undecodable) {
    return register(new FormSpec("dynamodb", Map.of()), undecodable);
  }

  private String register(FormSpec form, Undecodable undecodable) {
    TableSpec spec =
        new TableSpec("orders", new KeySchema("id", null), ViewType.NEW_IMAGE, form, undecodable);
    return core().arns().stream("orders", tables.enable("a", spec, false).label());
  }

  @BeforeEach
  void adopt() {
    store.append(
        new Declare(
            new UUID(0, 0),
            new Adoption("a", TOPIC, 1, false, new TopicTraits(-1, false, 1 << 20))));
    arn = register(Undecodable.SKIP);
  }

  private static String change(int id, String text) {
    return """
    {"eventName": "INSERT", "dynamodb": {"Keys": {"id": {"S": "%1$d"}},
      "NewImage": {"id": {"S": "%1$d"}, "x": {"S": "%2$s"}}}}\
    """
        .formatted(id, text);
  }

  private void put(int... ids) {
    for (int id : ids) {
      log.add(NOW, change(id, "x"));
    }
  }

  private TableReader reader() {
    return new TableReader(core(), arn);
  }

  private DescribeStream.Shard shard() {
    return reader().shard();
  }

  private String iterator(String type, @Nullable String number) {
    return reader().iterator(type, number);
  }

  private String page(String iterator, @Nullable Integer limit) {
    return reader().page(iterator, limit);
  }

  private static void assertRefused(ThrowingCallable call, String type, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(type);
              assertThat(refusal).hasMessage(text);
            });
  }

  @Test
  void pagesFollowEachOtherWithoutAGap() {
    put(1, 2, 3, 4, 5);
    String first = page(iterator("TRIM_HORIZON", null), 2);
    String second = page(next(first), 2);
    String third = page(next(second), 2);

    assertThat(ids(first)).containsExactly("1", "2");
    assertThat(ids(second)).containsExactly("3", "4");
    assertThat(ids(third)).containsExactly("5");
    put(6);
    assertThat(ids(page(next(third), null))).containsExactly("6");
  }

  @Test
  void eachTypeOfIteratorBeginsAtItsPlace() {
    put(1, 2, 3);
    List<String> numbers = numbers(page(iterator("TRIM_HORIZON", null), null));
    String latest = iterator("LATEST", null);
    put(4);

    assertThat(ids(page(iterator("AT_SEQUENCE_NUMBER", numbers.get(1)), null)))
        .containsExactly("2", "3", "4");
    assertThat(ids(page(iterator("AFTER_SEQUENCE_NUMBER", numbers.get(1)), null)))
        .containsExactly("3", "4");
    assertThat(ids(page(latest, null))).containsExactly("4");
  }

  @Test
  void whatIsNoChangeIsLeftOut() {
    put(1);
    log.add(NOW, "no json").add(NOW, "[]");
    put(2);

    assertThat(ids(page(iterator("TRIM_HORIZON", null), null))).containsExactly("1", "2");
  }

  @Test
  void aTableThatStopsThereTellsWhatComesBeforeAndThenNothingMore() {
    tables.remove("orders");
    arn = register(Undecodable.STOP);
    put(1);
    log.add(NOW, "no json");
    put(2);
    String first = page(iterator("TRIM_HORIZON", null), null);

    assertThat(ids(first)).containsExactly("1");
    assertRefused(
        () -> page(next(first), null),
        "InternalServerError",
        "The server encountered an internal error trying to fulfill the request.");
  }

  @Test
  void aPositionThatKafkaHasDeletedIsTrimmedButItsFirstNumberReadsWhatIsLeft() {
    put(1, 2, 3);
    String start = shard().sequenceNumberRange().startingSequenceNumber();
    String begun = iterator("TRIM_HORIZON", null);
    List<String> numbers = numbers(page(begun, null));
    log.trim(2);
    String type = "TrimmedDataAccessException";
    String text = "The data you are trying to access has been trimmed";

    assertRefused(() -> page(begun, null), type, text);
    assertRefused(() -> iterator("AT_SEQUENCE_NUMBER", numbers.get(1)), type, text);
    assertThat(ids(page(iterator("AT_SEQUENCE_NUMBER", start), null))).containsExactly("3");
    assertThat(ids(page(iterator("TRIM_HORIZON", null), null))).containsExactly("3");
    assertThat(ids(page(iterator("AFTER_SEQUENCE_NUMBER", numbers.get(1)), null)))
        .containsExactly("3");
  }

  @Test
  void anIteratorIsGoodForAQuarterOfAnHour() {
    put(1);
    String iterator = iterator("TRIM_HORIZON", null);
    now = NOW.plus(Duration.ofMinutes(15));
    assertThat(ids(page(iterator, null))).containsExactly("1");

    now = now.plusMillis(1);
    assertRefused(
        () -> page(iterator, null),
        "ExpiredIteratorException",
        "The provided iterator exceeds the maximum age allowed.");
  }

  @Test
  void anIteratorIsOfOneStreamOnly() {
    put(1);
    String iterator = iterator("TRIM_HORIZON", null);
    String invalid = "Invalid ShardIterator";

    assertRefused(
        () -> page(iterator.replace("table/orders/", "table/others/"), null),
        "ValidationException",
        invalid);
    assertRefused(
        () -> page(iterator.substring(0, iterator.length() - 5) + "AAAAA", null),
        "ValidationException",
        invalid);
    assertRefused(
        () -> page(iterator.replace("|1|", "|1||1|"), null), "ValidationException", invalid);
    assertRefused(() -> page("", null), "ValidationException", invalid);
    tables.remove("orders");
    assertRefused(
        () -> page(iterator, null),
        "ResourceNotFoundException",
        "Invalid ShardId in ShardIterator");
  }

  @Test
  void aStreamThatIsDisabledIsReadToItsEnd() {
    put(1, 2);
    String early = iterator("TRIM_HORIZON", null);
    tables.disable("orders");
    put(3);
    String page = page(early, null);

    assertThat(ids(page)).containsExactly("1", "2");
    assertThat(page).doesNotContain("NextShardIterator");
    assertThat(shard().sequenceNumberRange().endingSequenceNumber()).isNotNull();
    assertThat(ids(page(iterator("TRIM_HORIZON", null), 1))).containsExactly("1");
    assertThat(reader().listed()).containsExactly(arn);
  }

  /** Until it has heard of the end, another replica may give out what was written after it. */
  @Test
  void whoHasReadBeyondTheEndOfADisabledStreamIsAtItsEnd() {
    put(1, 2);
    String begun = iterator("TRIM_HORIZON", null);
    List<String> numbers = numbers(page(begun, null));
    put(3);
    String beyond = numbers(page(begun, null)).getLast();
    endAt(2);

    for (String type : List.of("AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER")) {
      assertThat(page(iterator(type, beyond), null)).isEqualTo("{\"Records\":[]}");
    }
    log.trim(3);
    assertThat(page(iterator("AFTER_SEQUENCE_NUMBER", numbers.getLast()), null))
        .isEqualTo("{\"Records\":[]}");
  }

  private void endAt(long offset) {
    store.append(new Declare(new UUID(0, 1), new TableDisabling("a", "orders", Map.of(0, offset))));
  }

  @Test
  void aReplicaThatLagsBehindTellsNobodyThatHisStreamIsGone() {
    put(1, 2);
    Lineages before = store.current();
    String old = arn;
    tables.disable("orders");
    arn = register(Undecodable.SKIP);
    String begun = iterator("TRIM_HORIZON", null);

    store.lagAt(before);
    assertThat(ids(page(begun, null))).containsExactly("1", "2");
    String shard = shard().shardId();
    store.lagAt(before);
    assertThat(ids(page(reader().iterator(shard, "TRIM_HORIZON", null), null)))
        .containsExactly("1", "2");
    store.lagAt(before);
    arn = old;
    assertThat(reader().description().streamStatus()).isEqualTo(DescribeStream.Status.DISABLED);
  }

  @Test
  void aReplicaThatLagsBehindTellsNobodyThatAShardIsGone() {
    Lineages before = store.current();
    store.append(new Prepare(new UUID(0, 9), new Grow("a", TOPIC, 2)));
    store.append(new Commit(new UUID(0, 9), new Grown(Map.of(0, 0L))));
    String child = reader().description().shards().getLast().shardId();
    put(1);

    store.lagAt(before);
    assertThat(ids(page(reader().iterator(child, "TRIM_HORIZON", null), null)))
        .containsExactly("1");
  }

  @Test
  void aTopicThatIsOnlyNotSeenIsNotTheEndOfItsTable() {
    put(1);
    String begun = iterator("TRIM_HORIZON", null);
    String shard = shard().shardId();
    unseen = Set.of(TOPIC);

    assertRefused(
        () -> reader().iterator(shard, "TRIM_HORIZON", null),
        "InternalServerError",
        "The server encountered an internal error trying to fulfill the request.");
    assertThat(ids(page(begun, null))).containsExactly("1");
  }

  @Test
  void aPageEndsAtAMegabyteAsTheServiceCounts() {
    String large = "x".repeat(400_000);
    for (int i = 0; i < 4; i++) {
      log.add(NOW, change(i, large));
    }
    String first = page(iterator("TRIM_HORIZON", null), null);

    assertThat(ids(first)).containsExactly("0", "1");
    assertThat(ids(page(next(first), null))).containsExactly("2", "3");
  }

  /** A row with the schema of that number, which holds its key. */
  private void putAvro(int schema, int id) {
    log.add(NOW, "\0\0\0" + (char) 0 + (char) schema + (char) 2 + id);
  }

  private static SchemaAnswer known() {
    String schema =
        """
        {"schema": "{'type':'record','name':'r','fields':[{'name':'id','type':'string'}]}"}\
        """
            .replace("'", "\\\"");
    return SchemaAnswer.of(200, schema.getBytes(UTF_8));
  }

  @Test
  void aSchemaThatCannotBeHadStopsTheTableUntilItCan() {
    tables.remove("orders");
    arn = register(new FormSpec("debezium", Map.of("encoding", "avro")), Undecodable.SKIP);
    putAvro(7, 1);
    putAvro(8, 2);
    putAvro(9, 3);
    putAvro(7, 4);
    schemas = id -> id == 8 ? new SchemaAnswer.OutOfReach("gone") : known();
    String first = page(iterator("TRIM_HORIZON", null), null);

    assertThat(ids(first)).containsExactly("1");
    assertRefused(
        () -> page(next(first), null),
        "InternalServerError",
        "The server encountered an internal error trying to fulfill the request.");

    schemas = id -> id == 9 ? new SchemaAnswer.Unusable("none") : known();
    assertThat(ids(page(next(first), null))).containsExactly("2", "4");
  }

  @Test
  void anAnswerThatTakesLongIsSentWithWhatItHas() {
    AtomicLong passed = new AtomicLong();
    nanos = () -> passed.addAndGet(Duration.ofSeconds(25).toNanos());
    put(1, 2, 3, 4, 5);
    log.add(NOW, "no json");
    String first = page(iterator("TRIM_HORIZON", null), null);
    String second = page(next(first), null);

    assertThat(ids(first)).containsExactly("1", "2", "3");
    assertThat(ids(second)).containsExactly("4", "5");
    assertThat(ids(page(next(second), null))).isEmpty();
  }
}
