// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.access.Permits;
import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.StreamTables;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.change.WriterSchemas;
import io.offshard.mapping.dynamodb.DescribeStream;
import io.offshard.mapping.dynamodb.GetRecords;
import io.offshard.mapping.dynamodb.GetShardIterator;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import io.offshard.mapping.shape.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading a stream of ours at the edge of its retention of a day, a change of each second. */
class RetainedChangesTest {
  private static final UUID OP = new UUID(0, 1);
  private static final Instant BEGIN = Instant.parse("2026-01-01T01:00:00Z");

  private final MemoryLineage store = new MemoryLineage();
  private final MemoryPartition log = new MemoryPartition();
  private Instant now = BEGIN.plus(Duration.ofDays(1));
  private String arn = "";

  @BeforeEach
  void write() {
    StreamSettings day = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    store.append(new Prepare(OP, new Create("a", 1, day)));
    store.append(new Commit(OP, new Created(new UUID(1, 2))));
    TableSpec spec =
        new TableSpec(
            "orders",
            new KeySchema("id", null),
            ViewType.KEYS_ONLY,
            new FormSpec("dynamodb", Map.of()),
            Undecodable.SKIP);
    StreamTables tables = new StreamTables(store, log, UUID::randomUUID);
    arn = core().arns().stream("orders", tables.enable("a", spec, false).label());
    for (int i = 0; i < 60; i++) {
      log.add(
          BEGIN.plusSeconds(i),
          "{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"id\":{\"N\":\"%d\"}}}}"
              .formatted(i));
    }
  }

  private DynamoCore core() {
    return EmptyTables.core(store, log, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static TableLookup lookup(DynamoCore core) {
    return new TableLookup(core.catalog(), core.arns(), core.clock());
  }

  private static ChangeIterators iterators(DynamoCore core) {
    return new ChangeIterators(core.tokens(), core.arns(), core.clock());
  }

  private String iterator(String type, @Nullable String number) {
    DynamoCore core = core();
    String shard =
        new DescribeStreamOperation(lookup(core))
            .handle(
                new Call<>(
                    new DescribeStream.Request(arn, null, null, null), "/", "r", Permits.all()))
            .streamDescription()
            .shards()
            .getFirst()
            .shardId();
    return new GetShardIteratorOperation(lookup(core), core.reader(), iterators(core))
        .handle(
            new Call<>(
                new GetShardIterator.Request(arn, shard, type, number), "/", "r", Permits.all()))
        .shardIterator();
  }

  private String page(String iterator, int limit) {
    DynamoCore core = core();
    return UTF_8
        .decode(
            new GetRecordsOperation(
                    core,
                    lookup(core),
                    iterators(core),
                    new Permissions(lookup(core), core.arns()),
                    new Changes(new TableForms(WriterSchemas.none()), core.meters()))
                .handle(
                    new Call<>(new GetRecords.Request(iterator, limit), "/", "r", Permits.all()),
                    Wire.JSON))
        .toString();
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<String> ids(String page) {
    return all("\"N\":\"(\\d+)\"", page);
  }

  private static String next(String page) {
    return all("\"NextShardIterator\":\"([^\"]+)\"", page).getFirst();
  }

  @Test
  void whatExpiresWhileAnIteratorIsGoodCanBeReadByIt() {
    String begun = iterator("TRIM_HORIZON", null);
    now = now.plusMillis(1);
    String first = page(begun, 2);
    assertThat(ids(first)).containsExactly("0", "1");

    now = now.plusSeconds(30);
    assertThat(ids(page(next(first), 2))).containsExactly("2", "3");
    assertThat(ids(page(iterator("TRIM_HORIZON", null), 2))).containsExactly("31", "32");
  }

  @Test
  void whoIsSlowerThanTheRetentionIsTold() {
    String first = page(iterator("TRIM_HORIZON", null), 2);
    List<String> numbers = all("\"SequenceNumber\":\"(\\d+)\"", first);
    now = now.plusSeconds(30);
    String second = page(next(first), 2);

    assertThatThrownBy(() -> page(next(second), 2))
        .hasMessage("The data you are trying to access has been trimmed");
    assertThatThrownBy(() -> iterator("AFTER_SEQUENCE_NUMBER", numbers.getLast()))
        .hasMessage("The data you are trying to access has been trimmed");
  }
}
