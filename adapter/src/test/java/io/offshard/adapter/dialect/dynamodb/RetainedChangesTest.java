// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import static io.offshard.adapter.dialect.dynamodb.TableReader.ids;
import static io.offshard.adapter.dialect.dynamodb.TableReader.next;
import static io.offshard.adapter.dialect.dynamodb.TableReader.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.StreamTables;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  private String iterator(String type, @Nullable String number) {
    return new TableReader(core(), arn).iterator(type, number);
  }

  private String page(String iterator, int limit) {
    return new TableReader(core(), arn).page(iterator, limit);
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
    List<String> numbers = numbers(first);
    now = now.plusSeconds(30);
    String second = page(next(first), 2);

    assertThatThrownBy(() -> page(next(second), 2))
        .hasMessage("The data you are trying to access has been trimmed");
    assertThatThrownBy(() -> iterator("AFTER_SEQUENCE_NUMBER", numbers.getLast()))
        .hasMessage("The data you are trying to access has been trimmed");
  }
}
