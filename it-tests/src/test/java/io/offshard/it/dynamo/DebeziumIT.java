// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offshard.it.dynamo.ColumnTypes.Column;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What Debezium really writes of a PostgreSQL is shown by DynamoDB Streams as the page of the
 * records says. The database's tables and what happens to them are in {@code src/test/debezium}.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class DebeziumIT {
  private static final String UNTOLD = "__debezium_unavailable_value";

  private static final String AVRO = "encoding: avro";

  private static final Map<String, String> SHOP =
      Map.of(
          "name", "shop",
          "topic.prefix", "shop",
          "slot.name", "shop",
          "publication.name", "shop",
          // Debezium leaves out truncates unless told not to.
          "skipped.operations", "none");

  /** Every mode that changes the form of values is another one than by default. */
  private static final Map<String, String> MODES =
      Map.of(
          "name", "modes",
          "topic.prefix", "modes",
          "slot.name", "modes",
          "publication.name", "modes",
          "table.include.list", "public.types",
          "decimal.handling.mode", "string",
          "hstore.handling.mode", "map",
          "interval.handling.mode", "string",
          "time.precision.mode", "connect",
          "binary.handling.mode", "hex");

  private static final List<String> TOPICS =
      List.of(
          "shop.public.people",
          "shop.public.notes",
          "shop.public.letters",
          "shop.public.old_letters",
          "shop.public.types",
          "modes.public.types");

  private static final List<String> TABLES =
      List.of(
          table("people", "shop.public.people", "new-and-old-images"),
          table("people-plain", "plain.shop.public.people", "new-and-old-images"),
          table("people-rows", "flat.shop.public.people", "new-image"),
          table("notes", "shop.public.notes", "new-image"),
          table(
              "notes-partial",
              "shop.public.notes",
              "new-and-old-images",
              "allowPartialOldImage: 'true'"),
          table("notes-strict", "shop.public.notes", "new-and-old-images"),
          table("letters", "shop.public.letters", "new-image"),
          table("letters-plain", "plain.shop.public.letters", "new-image"),
          table("letters-as-told", "shop.public.letters", "new-image", "unavailable: pass"),
          table("old-letters", "shop.public.old_letters", "new-and-old-images"),
          table("types", "shop.public.types", "new-image"),
          table(
              "types-options",
              "shop.public.types",
              "new-image",
              "temporal: iso, json: parse, sets: 'set_text,set_int,set_bytea,set_twice'"),
          table(
              "types-plain",
              "plain.shop.public.types",
              "new-image",
              "bytes: bytea_listed, decimals: 'numeric_listed:2'"),
          table(
              "types-modes",
              "modes.public.types",
              "new-image",
              "temporal: iso, numbers: numeric_listed"),
          table("people-avro", "avro.shop.public.people", "new-and-old-images", AVRO),
          table("notes-avro", "avro.shop.public.notes", "new-image", AVRO),
          table(
              "notes-partial-avro",
              "avro.shop.public.notes",
              "new-and-old-images",
              AVRO + ", allowPartialOldImage: 'true'"),
          table("letters-avro", "avro.shop.public.letters", "new-image", AVRO),
          table("old-letters-avro", "avro.shop.public.old_letters", "new-and-old-images", AVRO),
          table("types-avro", "avro.shop.public.types", "new-image", AVRO),
          table(
              "types-options-avro",
              "avro.shop.public.types",
              "new-image",
              AVRO
                  + ", temporal: iso, json: parse,"
                  + " sets: 'set_text,set_int,set_bytea,set_twice'"),
          table(
              "types-modes-avro",
              "avro.modes.public.types",
              "new-image",
              AVRO + ", temporal: iso, numbers: numeric_listed"));

  private final ColumnTypes types = ColumnTypes.read();
  private DebeziumScene scene;

  private static String table(String name, String topic, String view) {
    return table(name, topic, view, "");
  }

  private static String table(String name, String topic, String view, String options) {
    return "{name: %s, topic: %s, form: debezium, hash-key: id, view: %s, options: {%s}}"
        .formatted(name, topic, view, options);
  }

  @BeforeAll
  void start(@TempDir Path database, @TempDir Path directory) throws IOException {
    scene =
        new DebeziumScene(
            database,
            directory,
            sql("tables.sql") + types.createTable() + types.insert(1),
            List.of(SHOP, MODES),
            TOPICS,
            TABLES);
    // The snapshots are taken: what happens from now on is told as it happens.
    read("people", "INSERT {id: N 1}");
    read("types-modes", "INSERT {id: N 1}");
    scene.postgres.run(sql("changes.sql") + types.insert(2));
  }

  @AfterAll
  void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  private static String sql(String file) throws IOException {
    return Files.readString(Project.testFile("debezium/" + file));
  }

  /** All changes of a table from its beginning to one that begins so. */
  private List<Record> read(String table, String last) {
    return scene.feed(table).until(last, scene::requireAlive);
  }

  private List<String> shown(String table, String last) {
    return read(table, last).stream().map(ShownChange::of).toList();
  }

  private double counted(String table, String what) {
    return scene.server.metric(
        "offshard_table_records_total{table=\"%s\",what=\"%s\"}".formatted(table, what));
  }

  @ParameterizedTest
  @ValueSource(strings = {"people", "people-plain"})
  void whatHappensToRowsHappensToItems(String table) {
    double tombstones = counted(table, "tombstone");
    double truncates = counted(table, "truncate");
    assertThat(shown(table, "INSERT {id: N 4}"))
        .containsExactly(
            "INSERT {id: N 1} new {id: N 1, likes: S tea, name: S ada}",
            "INSERT {id: N 2} new {id: N 2, likes: NULL, name: S bob}",
            "MODIFY {id: N 2} new {id: N 2, likes: S milk, name: S bob}"
                + " old {id: N 2, likes: NULL, name: S bob}",
            // The key changes.
            "REMOVE {id: N 2} old {id: N 2, likes: S milk, name: S bob}",
            "INSERT {id: N 3} new {id: N 3, likes: S milk, name: S bob}",
            "REMOVE {id: N 3} old {id: N 3, likes: S milk, name: S bob}",
            "INSERT {id: N 4} new {id: N 4, likes: S rum, name: S eve}");
    assertThat(counted(table, "tombstone") - tombstones).isEqualTo(2);
    assertThat(counted(table, "truncate") - truncates).isEqualTo(1);
  }

  @Test
  void rowsWithoutAnEnvelopeTellTheSame() {
    assertThat(shown("people-rows", "INSERT {id: N 4}"))
        .containsExactly(
            "INSERT {id: N 1} new {id: N 1, likes: S tea, name: S ada}",
            "INSERT {id: N 2} new {id: N 2, likes: NULL, name: S bob}",
            "MODIFY {id: N 2} new {id: N 2, likes: S milk, name: S bob}",
            "REMOVE {id: N 2}",
            "INSERT {id: N 3} new {id: N 3, likes: S milk, name: S bob}",
            "REMOVE {id: N 3}",
            "INSERT {id: N 4} new {id: N 4, likes: S rum, name: S eve}");
  }

  private static String note(int id, int pages) {
    return ("{at: S 2026-01-31T12:00:00.000000Z, body: S b, done: BOOL true, id: N %d, pages: N %d,"
            + " price: N 1.5, state: S old, tags: L [S x], title: S a}")
        .formatted(id, pages);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes", "notes-partial"})
  void whereOnlyKeysAreToldOfWhatWasThereAreNoOldImages(String table) {
    assertThat(shown(table, "INSERT {id: N 3}"))
        .containsExactly(
            "INSERT {id: N 1} new " + note(1, 5),
            "MODIFY {id: N 1} new " + note(1, 6),
            "REMOVE {id: N 1}",
            "INSERT {id: N 2} new " + note(2, 6),
            "REMOVE {id: N 2}",
            "INSERT {id: N 3} new " + note(3, 5));
  }

  @Test
  void anOldImageThatIsNeededAndNotToldIsCounted() {
    double undecodable = counted("notes-strict", "undecodable");
    assertThat(shown("notes-strict", "INSERT {id: N 3}"))
        .noneMatch(change -> change.startsWith("MODIFY"));
    assertThat(counted("notes-strict", "undecodable") - undecodable).isEqualTo(1);
  }

  private static Map<String, AttributeValue> image(List<Record> changes, int change) {
    return changes.get(change).dynamodb().newImage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"letters", "letters-plain"})
  void whatIsStoredApartAndDidNotChangeIsLeftOut(String table) {
    double before = counted(table, "value_unavailable");
    List<Record> changes = read(table, "INSERT {id: N 2}");
    assertThat(image(changes, 0)).hasSize(13).doesNotContainValue(AttributeValue.fromNul(true));
    assertThat(ShownChange.item(image(changes, 1))).isEqualTo("{id: N 1, title: S b}");
    assertThat(counted(table, "value_unavailable") - before).isEqualTo(1);
  }

  @Test
  void whatIsNotToldIsPassedOnAsDebeziumMarksIt() {
    Map<String, AttributeValue> letter = image(read("letters-as-told", "INSERT {id: N 2}"), 1);
    assertThat(letter).hasSize(13);
    assertThat(letter).containsEntry("body", AttributeValue.fromS(UNTOLD));
    assertThat(letter).containsEntry("scan", AttributeValue.fromB(SdkBytes.fromUtf8String(UNTOLD)));
  }

  @Test
  void whatIsStoredApartIsToldWhereTheDatabaseTellsAllThatWasBefore() {
    List<Record> changes = read("old-letters", "INSERT {id: N 2}");
    Map<String, AttributeValue> inserted = image(changes, 0);
    assertThat(changes.get(1).dynamodb().oldImage()).hasSize(13).isEqualTo(inserted);
    assertThat(image(changes, 1))
        .hasSize(13)
        .containsEntry("title", AttributeValue.fromS("b"))
        .containsEntry("body", inserted.get("body"))
        .containsEntry("pairs", inserted.get("pairs"));
  }

  /** A row that the snapshot has found, and one that was written later. */
  private void assertTypes(String table, Function<Column, String> shown) {
    List<Record> changes = read(table, "INSERT {id: N 2}");
    assertThat(changes).hasSize(2);
    for (Record change : changes) {
      Map<String, AttributeValue> item = change.dynamodb().newImage();
      assertThat(item).hasSize(types.columns().size() + 1);
      assertThat(types.row(column -> ShownChange.value(requireNonNull(item.get(column.name())))))
          .containsExactlyElementsOf(types.row(shown));
    }
  }

  @Test
  void everyTypeOfAColumnIsAnAttribute() {
    assertTypes("types", Column::shown);
  }

  @Test
  void timesJsonAndSetsAreReadAsTheOptionsSay() {
    assertTypes("types-options", Column::withOptions);
  }

  @Test
  void withoutSchemasTypesAreThoseOfJsonAndThoseThatAreListed() {
    assertTypes("types-plain", Column::plain);
  }

  @Test
  void theConnectorsOtherModesAreReadToo() {
    assertTypes("types-modes", Column::otherModes);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "people, INSERT {id: N 4}",
        "notes, INSERT {id: N 3}",
        "notes-partial, INSERT {id: N 3}",
        "letters, INSERT {id: N 2}",
        "old-letters, INSERT {id: N 2}",
        "types, INSERT {id: N 2}",
        "types-options, INSERT {id: N 2}",
      })
  void recordsInAvroTellTheSameAsInJson(String table, String last) {
    List<String> inJson = shown(table, last);
    assertThat(shown(table + "-avro", last)).containsExactlyElementsOf(inJson);
    double lookups = scene.server.metric("offshard_schema_registry_lookups");
    assertThat(lookups).isPositive();
    assertThat(shown(table + "-avro", last)).containsExactlyElementsOf(inJson);
    assertThat(scene.server.metric("offshard_schema_registry_lookups")).isEqualTo(lookups);
  }

  /** No other test reads the records of that topic, so that their schemas are not known yet. */
  @Test
  void aRegistryThatDoesNotAnswerHoldsUpItsTablesAndLosesNothing() {
    String table = "types-modes-avro";
    scene.registry.freeze();
    try {
      assertThatExceptionOfType(InternalServerErrorException.class)
          .isThrownBy(() -> scene.feed(table).page());
      assertThat(shown("people", "INSERT {id: N 4}")).isNotEmpty();
    } finally {
      scene.registry.resume();
    }
    Awaitility.await(table)
        .atMost(Duration.ofSeconds(30))
        .ignoreException(InternalServerErrorException.class)
        .until(() -> !scene.feed(table).page().isEmpty());
    assertThat(shown(table, "INSERT {id: N 2}"))
        .containsExactlyElementsOf(shown("types-modes", "INSERT {id: N 2}"));
    assertThat(counted(table, "undecodable")).isZero();
    assertThat(counted(table, "delayed")).isPositive();
  }
}
