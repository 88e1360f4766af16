// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.StreamTables;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.dynamodb.DescribeStream;
import io.offshard.mapping.dynamodb.GetRecords;
import io.offshard.mapping.dynamodb.GetShardIterator;
import io.offshard.mapping.dynamodb.ListStreams;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import io.offshard.mapping.lineage.TopicTraits;
import io.offshard.mapping.shape.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private String arn = "";

  private DynamoCore core() {
    return EmptyTables.core(store, log, Clock.fixed(now, ZoneOffset.UTC));
  }

  private TableLookup lookup() {
    return new TableLookup(core().catalog(), core().arns(), core().clock());
  }

  private ChangeIterators iterators() {
    return new ChangeIterators(core().tokens(), core().arns(), core().clock());
  }

  private String register(Undecodable undecodable) {
    TableSpec spec =
        new TableSpec(
            "orders",
            new KeySchema("id", null),
            ViewType.NEW_IMAGE,
            new FormSpec("dynamodb", Map.of()),
            undecodable);
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

  private DescribeStream.Shard shard() {
    return new DescribeStreamOperation(lookup())
        .handle(new Call<>(new DescribeStream.Request(arn, null, null, null), "/", "r"))
        .streamDescription()
        .shards()
        .getFirst();
  }

  private String iterator(String type, @Nullable String number) {
    return new GetShardIteratorOperation(lookup(), core().reader(), iterators())
        .handle(
            new Call<>(
                new GetShardIterator.Request(arn, shard().shardId(), type, number), "/", "r"))
        .shardIterator();
  }

  private String page(String iterator, @Nullable Integer limit) {
    DynamoCore core = core();
    Changes changes = new Changes(new TableForms(), core.meters());
    return UTF_8
        .decode(
            new GetRecordsOperation(core, lookup(), iterators(), changes)
                .handle(new Call<>(new GetRecords.Request(iterator, limit), "/", "r"), Wire.JSON))
        .toString();
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<String> ids(String page) {
    return all("\"Keys\":\\{\"id\":\\{\"S\":\"(\\d+)\"", page);
  }

  private static String next(String page) {
    Matcher next = Pattern.compile("\"NextShardIterator\":\"([^\"]+)\"").matcher(page);
    assertThat(next.find()).as(page).isTrue();
    return next.group(1);
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
    List<String> numbers =
        all("\"SequenceNumber\":\"(\\d+)\"", page(iterator("TRIM_HORIZON", null), null));
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
    List<String> numbers = all("\"SequenceNumber\":\"(\\d+)\"", page(begun, null));
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
    ListStreams.Response listed =
        new ListStreamsOperation(core().catalog(), lookup(), core().clock())
            .handle(new Call<>(new ListStreams.Request(null, null, null), "/", "r"));
    assertThat(listed.streams()).extracting(ListStreams.Stream::streamArn).containsExactly(arn);
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
}
