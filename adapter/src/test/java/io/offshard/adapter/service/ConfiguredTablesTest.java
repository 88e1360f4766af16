// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.service.ConfiguredTables.Wanted;
import io.offshard.mapping.change.FormSpec;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Loss;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import io.offshard.mapping.lineage.TableStream;
import io.offshard.mapping.lineage.TopicTraits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfiguredTablesTest {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final TopicTraits TRAITS = new TopicTraits(-1, false, 1 << 20);

  private final Weather weather = new Weather();
  private final MemoryLineage store = new MemoryLineage(weather);
  private final MemoryPartition log = new MemoryPartition();
  private final StreamTables tables = new StreamTables(store, log, UUID::randomUUID);
  private final LaterExecutor background = new LaterExecutor();
  private final List<Duration> pauses = new ArrayList<>();
  private int looks;

  private ConfiguredTables configured(Wanted... wanted) {
    return new ConfiguredTables(store, tables, List.of(wanted), this::pause, background);
  }

  /** There are as many more looks as are wanted. */
  private void pause(Duration time) throws InterruptedException {
    pauses.add(time);
    if (looks-- == 0) {
      throw new InterruptedException();
    }
  }

  private static Wanted wanted(String topic, String table, ViewType view) {
    return new Wanted(
        topic,
        new TableSpec(
            table,
            new KeySchema("id", null),
            view,
            new FormSpec("dynamodb", Map.of()),
            Undecodable.SKIP),
        false);
  }

  private static Wanted wanted(String topic, String table) {
    return wanted(topic, table, ViewType.NEW_IMAGE);
  }

  private void adopt(String topic, int id) {
    store.append(
        new Declare(new UUID(0, id), new Adoption(topic, new UUID(1, id), 1, false, TRAITS)));
  }

  private List<TableStream> streams() {
    return tables.all().stream().map(StreamTables.Registered::table).toList();
  }

  @Test
  void aTableIsRegisteredAsSoonAsItsTopicIsAStream() {
    ConfiguredTables configured = configured(wanted("a", "orders"));
    configured.start(EVERY);
    assertThat(configured.problems()).containsOnly(Map.entry("orders", "topic a is no stream yet"));
    assertThat(streams()).isEmpty();

    adopt("a", 1);
    looks = 3;
    background.runAll();
    assertThat(configured.problems()).isEmpty();
    assertThat(streams()).singleElement().matches(TableStream::isEnabled);
    assertThat(pauses).hasSize(4).containsOnly(EVERY);
  }

  @Test
  void withoutTablesNothingIsDone() {
    configured().start(EVERY);

    assertThat(background.waiting()).isZero();
  }

  @Test
  void oneThatIsDisabledStaysSoUntilItsTopicIsMadeAnew() {
    adopt("a", 1);
    ConfiguredTables configured = configured(wanted("a", "orders"));
    configured.look();
    tables.disable("orders");
    configured.look();
    assertThat(streams()).singleElement().matches(table -> !table.isEnabled());
    assertThat(configured.problems()).isEmpty();

    store.append(new Declare(new UUID(0, 2), new Loss("a", new UUID(1, 1))));
    adopt("a", 3);
    configured.look();
    assertThat(streams()).singleElement().matches(TableStream::isEnabled);
  }

  @Test
  void whatIsRegisteredOtherwiseIsToldAndLeftAlone() {
    adopt("a", 1);
    adopt("b", 2);
    configured(wanted("a", "orders"), wanted("a", "others")).look();
    ConfiguredTables changed =
        configured(wanted("b", "orders"), wanted("a", "others", ViewType.KEYS_ONLY));
    changed.look();

    assertThat(changed.problems())
        .containsOnly(
            Map.entry("orders", "it is served from topic a"),
            Map.entry("others", "it was enabled with other settings; disable it, and add it anew"));
    assertThat(streams()).hasSize(2);
  }

  @Test
  void anotherReplicaMayBeFirst() {
    adopt("a", 1);
    ConfiguredTables configured = configured(wanted("a", "orders"));
    store.beforeNext(() -> configured(wanted("a", "orders")).look());
    configured.look();

    assertThat(configured.problems()).isEmpty();
    assertThat(streams()).hasSize(1);
  }

  @Test
  void aRegistrationThatNobodyHasConfirmedIsNotMadeTwice() {
    adopt("a", 1);
    ConfiguredTables configured = configured(wanted("a", "orders"));
    weather.plan(List.of(Weather.Fate.UNANSWERED));
    configured.look();
    assertThat(configured.problems()).containsOnlyKeys("orders");

    configured.look();
    assertThat(configured.problems()).isEmpty();
    assertThat(streams()).hasSize(1);
  }

  @Test
  void noTroubleEndsTheLookingOrKeepsOtherTablesWaiting() {
    adopt("a", 1);
    ConfiguredTables configured = configured(wanted("a", "orders"), wanted("a", "others"));
    store.beforeNext(
        () -> {
          throw new IllegalStateException("a mistake");
        });
    configured.start(EVERY);
    assertThat(configured.problems())
        .containsOnly(
            Map.entry(
                "orders",
                "looking after it failed with java.lang.IllegalStateException: a mistake"));
    assertThat(streams()).extracting(TableStream::table).containsExactly("others");

    store.beforeNext(
        () -> {
          throw new IllegalStateException("another");
        });
    looks = 2;
    background.runAll();
    assertThat(configured.problems()).isEmpty();
    assertThat(streams()).extracting(TableStream::table).containsExactly("orders", "others");
  }
}
