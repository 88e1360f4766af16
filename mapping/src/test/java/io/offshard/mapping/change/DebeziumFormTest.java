// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.changed;
import static io.offshard.mapping.change.Records.json;
import static io.offshard.mapping.change.Records.q;
import static io.offshard.mapping.change.Records.sample;
import static io.offshard.mapping.change.Records.why;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebeziumFormTest {
  private static final KeySchema ID = new KeySchema("id", null);
  private static final String KEY = "{'id':1}";
  private static final String FIRST = "'before':{'id':1,'v':'a'}";
  private static final String SECOND = "'after':{'id':1,'v':'b'}";

  private static Reading read(@Nullable String value, String... options) {
    return read(ViewType.NEW_AND_OLD_IMAGES, KEY, value, options);
  }

  private static Reading read(
      ViewType view, @Nullable String key, @Nullable String value, String... options) {
    return Records.form("debezium", ID, view, options)
        .read(Records.of(key == null ? null : q(key), value == null ? null : q(value)));
  }

  private static String event(String op, String members) {
    return "{'op':'" + op + "'," + members + ",'source':{'ts_ms':1559033904863,'table':'t'}}";
  }

  private static Reading skipped(Reading.Reason reason) {
    return new Reading.Skipped(reason);
  }

  @Test
  void aCreatedRowIsAnInsert() {
    ItemChange change = changed(read(event("c", "'before':null," + SECOND)));

    assertThat(change.kind()).isEqualTo(ChangeKind.INSERT);
    assertThat(change.eventId()).isNull();
    assertThat(json(change.keys())).isEqualTo("{'id':{'N':'1'}}");
    assertThat(json(change.newImage())).isEqualTo("{'id':{'N':'1'},'v':{'S':'b'}}");
    assertThat(change.oldImage()).isNull();
  }

  @Test
  void anUpdatedRowIsAModification() {
    ItemChange change = changed(read(event("u", FIRST + "," + SECOND)));

    assertThat(change.kind()).isEqualTo(ChangeKind.MODIFY);
    assertThat(json(change.newImage())).isEqualTo("{'id':{'N':'1'},'v':{'S':'b'}}");
    assertThat(json(change.oldImage())).isEqualTo("{'id':{'N':'1'},'v':{'S':'a'}}");
  }

  @Test
  void aDeletedRowIsARemovalAndItsTombstoneNothing() {
    ItemChange change = changed(read(event("d", FIRST + ",'after':null")));

    assertThat(change.kind()).isEqualTo(ChangeKind.REMOVE);
    assertThat(change.newImage()).isNull();
    assertThat(json(change.oldImage())).isEqualTo("{'id':{'N':'1'},'v':{'S':'a'}}");
    assertThat(read(null)).isEqualTo(skipped(Reading.Reason.TOMBSTONE));
    assertThat(read("null")).isEqualTo(skipped(Reading.Reason.TOMBSTONE));
    assertThat(read("{'schema':null,'payload':null}")).isEqualTo(skipped(Reading.Reason.TOMBSTONE));
  }

  /** The old key is deleted, its tombstone follows, and the new key is created. */
  @Test
  void aChangedKeyIsARemovalAndAnInsert() {
    ChangeForm form = Records.form("debezium", ID, ViewType.NEW_AND_OLD_IMAGES);
    SourceRecord gone =
        new SourceRecord(
            Records.bytes(q(KEY)),
            Records.bytes(q(event("d", FIRST + ",'after':null"))),
            Map.of("__debezium.newkey", new byte[] {'x'}),
            Records.TIME);
    SourceRecord there =
        new SourceRecord(
            Records.bytes("{\"id\":2}"),
            Records.bytes(q(event("c", "'after':{'id':2,'v':'a'}"))),
            Map.of("__debezium.oldkey", new byte[] {'x'}),
            Records.TIME);

    assertThat(changed(form.read(gone)).kind()).isEqualTo(ChangeKind.REMOVE);
    assertThat(json(changed(form.read(gone)).keys())).isEqualTo("{'id':{'N':'1'}}");
    assertThat(changed(form.read(there)).kind()).isEqualTo(ChangeKind.INSERT);
    assertThat(json(changed(form.read(there)).keys())).isEqualTo("{'id':{'N':'2'}}");
  }

  @Test
  void aSnapshotInsertsOrIsSkipped() {
    String value = event("r", SECOND);
    assertThat(changed(read(value)).kind()).isEqualTo(ChangeKind.INSERT);
    assertThat(read(value, "snapshot", "skip")).isEqualTo(skipped(Reading.Reason.SNAPSHOT));
  }

  @Test
  void truncationsAndMessagesAreSkipped() {
    assertThat(read(event("t", "'after':null"))).isEqualTo(skipped(Reading.Reason.TRUNCATE));
    assertThat(read(event("m", "'message':{}"))).isEqualTo(skipped(Reading.Reason.MESSAGE));
  }

  @Test
  void anUpdateThatChangesNothingIsOneUnlessTheUserSaysOtherwise() {
    String same = event("u", FIRST + ",'after':{'id':1,'v':'a'}");
    assertThat(changed(read(same)).kind()).isEqualTo(ChangeKind.MODIFY);
    assertThat(read(same, "unchanged", "drop")).isEqualTo(skipped(Reading.Reason.UNCHANGED));
    String other = event("u", FIRST + "," + SECOND);
    assertThat(changed(read(other, "unchanged", "drop")).kind()).isEqualTo(ChangeKind.MODIFY);
    String unknown = event("u", "'before':null," + SECOND);
    assertThat(changed(read(ViewType.NEW_IMAGE, KEY, unknown, "unchanged", "drop")).kind())
        .isEqualTo(ChangeKind.MODIFY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "'source':{'ts_ms':1000},'ts_ms':2000; 1970-01-01T00:00:01Z",
        "'source':{'ts_ms':null},'ts_ms':2000; 1970-01-01T00:00:02Z",
        "'source':null,'ts_ms':2500; 1970-01-01T00:00:02.500Z",
        "'source':{},'ts_ms':'x'; 2026-11-21T10:00:00.123Z",
        "'source':{'ts_ms':-1}; 1970-01-01T00:00:00Z",
        "'source':{'ts_ms':9223372036854775807}; 9999-12-31T23:59:59.999Z"
      })
  void theTimeIsThatOfTheSourceElseOfTheConnectorElseOfKafka(String members, Instant time) {
    String value = "{'op':'c'," + SECOND + "," + members + "}";
    assertThat(changed(read(value)).at()).isEqualTo(time);
  }

  @Test
  void whatWasBeforeHasToBeToldForAnOldImage() {
    String update = event("u", "'before':null," + SECOND);
    String removal = event("d", "'before':null,'after':null");

    for (String value : new String[] {update, removal}) {
      assertThat(why(read(value))).contains("REPLICA IDENTITY FULL").contains("MongoDB");
      assertThat(changed(read(value, "allowPartialOldImage", "true")).oldImage()).isNull();
      assertThat(changed(read(ViewType.NEW_IMAGE, KEY, value)).oldImage()).isNull();
    }
  }

  @Test
  void ofKeysAloneNoOldImageIsMadeWhereTheUserHasSaidThatItMayBePartial() {
    String removal = event("d", "'before':{'id':1,'v':null}");

    assertThat(changed(read(removal, "allowPartialOldImage", "true")).oldImage()).isNull();
    assertThat(json(changed(read(removal)).oldImage()))
        .isEqualTo("{'id':{'N':'1'},'v':{'NULL':true}}");
    String whole = event("d", FIRST);
    assertThat(changed(read(whole, "allowPartialOldImage", "true")).oldImage()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "''",
        "0",
        "'0.00'",
        "false",
        "[]",
        "{}",
        "{'x':0,'wkb':''}",
        "'{}'",
        "'1970-01-01T00:00:00Z'",
        "'1970-01-01T00:00:00.000000Z'",
        "'00:00:00Z'"
      })
  void whatIsMadeUpForColumnsThatAreNotNullIsNoOldImage(String value) {
    String removal = event("d", "'before':{'id':1,'v':" + value + "}");
    assertThat(changed(read(removal, "allowPartialOldImage", "true")).oldImage()).isNull();
    assertThat(changed(read(removal)).oldImage()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a'", "1", "'01'", "true", "[1]", "{'a':'b'}", "'1970-01-02'"})
  void aRowThatHoldsAnythingElseIsAnOldImage(String value) {
    String removal = event("d", "'before':{'id':1,'v':" + value + ",'w':0}");
    assertThat(changed(read(removal, "allowPartialOldImage", "true")).oldImage()).isNotNull();
  }

  @Test
  void theDefaultOfAColumnIsNoOldImage() {
    String columns =
        "[{'type':'int32','field':'id'},{'type':'string','default':'new','field':'v'},"
            + "{'type':'bytes','field':'w'}]";
    String schema =
        "{'type':'struct','fields':[{'type':'struct','field':'before','fields':" + columns + "}]}";
    String told = "{'schema':" + schema + ",'payload':" + event("d", "'before':%s") + "}";

    String filled = told.formatted("{'id':1,'v':'new','w':'AAA='}");
    assertThat(changed(read(filled, "allowPartialOldImage", "true")).oldImage()).isNull();
    String other = told.formatted("{'id':1,'v':'old','w':'AAA='}");
    assertThat(changed(read(other, "allowPartialOldImage", "true")).oldImage()).isNotNull();
    String bytes = told.formatted("{'id':1,'v':'new','w':'AAE='}");
    assertThat(changed(read(bytes, "allowPartialOldImage", "true")).oldImage()).isNotNull();
  }

  @Test
  void withoutTheRowThereIsNoNewImage() {
    String update = event("u", FIRST + ",'after':null");
    assertThat(why(read(update))).startsWith("after is missing");
    ItemChange change = changed(read(ViewType.OLD_IMAGE, KEY, update));
    assertThat(json(change.oldImage())).isEqualTo("{'id':{'N':'1'},'v':{'S':'a'}}");
  }

  @ParameterizedTest
  @CsvSource({
    "t, true",
    "s.t, true",
    "d.t, true",
    "u, false",
    "s.u, false",
    "d.s.t, false",
    "null.t, false"
  })
  void ofSeveralTablesOneCanBeChosen(String table, boolean isShown) {
    String value = "{'op':'c'," + SECOND + ",'source':{'db':'d','schema':'s','table':'t'}}";
    Reading reading = read(value, "table", table);
    assertThat(reading instanceof Reading.Changed).isEqualTo(isShown);
    assertThat(reading.equals(skipped(Reading.Reason.FILTERED))).isEqualTo(!isShown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "[]; the record is not a JSON object",
        "%%; not well-formed JSON",
        "{'op':'x','after':{}}; op is none of c, r, u, d, t, m",
        "{'op':'c','after':[]}; the row is neither an object nor a document in a text",
        "{'op':'c','after':'x'}; not well-formed JSON",
        "{'op':'c','after':'[]'}; the document is not a JSON object",
        "{'ts_ms':5}; key column \"id\" is missing or null in the Kafka key and in the row"
      })
  void whatIsNoRecordOfDebeziumIsUndecodable(String json, String why) {
    assertThat(why(read(ViewType.NEW_IMAGE, null, json))).isEqualTo(why);
  }

  @Test
  void avroIsNamed() {
    SourceRecord record =
        new SourceRecord(null, new byte[] {0, 0, 0, 0, 7, 2}, Map.of(), Records.TIME);
    assertThat(why(Records.form("debezium", ID, ViewType.KEYS_ONLY).read(record))).contains("Avro");
  }

  @Test
  void theSampleOfMySqlIsRead() {
    Reading reading =
        read(
            ViewType.NEW_AND_OLD_IMAGES,
            sample("debezium-mysql-key.json"),
            sample("debezium-mysql-update.json"),
            "temporal",
            "iso");
    ItemChange change = changed(reading);

    assertThat(((Reading.Changed) reading).losses()).isEmpty();
    assertThat(change.kind()).isEqualTo(ChangeKind.MODIFY);
    assertThat(change.at()).isEqualTo(Instant.parse("2016-06-10T17:50:29Z"));
    assertThat(json(change.keys())).isEqualTo("{'id':{'N':'1004'}}");
    assertThat(json(change.newImage()))
        .isEqualTo(
            "{'id':{'N':'1004'},'first_name':{'S':'Anne Marie'},'email':{'NULL':true},"
                + "'balance':{'N':'123.45'},'born':{'S':'1990-01-01'},"
                + "'seen':{'S':'2016-06-09T16:56:51.815'},'created':{'S':'2016-06-09T16:56:51Z'},"
                + "'photo':{'B':'AQI='},'active':{'N':'1'},'prefs':{'S':'{\\'a\\':[1]}'}}");
    assertThat(json(change.oldImage())).contains("'email':{'S':'annek@noanswer.org'}");
  }

  @Test
  void theSamplesOfPostgresAreRead() {
    ChangeForm form =
        Records.form(
            "debezium",
            new KeySchema("id", "sort"),
            ViewType.NEW_AND_OLD_IMAGES,
            "allowPartialOldImage",
            "true");
    String key = q("{'id':7,'sort':'a'}");
    ItemChange removal =
        changed(form.read(Records.of(key, sample("debezium-postgres-delete.json"))));
    assertThat(removal.kind()).isEqualTo(ChangeKind.REMOVE);
    assertThat(json(removal.keys())).isEqualTo("{'id':{'N':'7'},'sort':{'S':'a'}}");
    assertThat(removal.oldImage()).isNull();

    Reading update = form.read(Records.of(key, sample("debezium-postgres-update.json")));
    assertThat(json(changed(update).newImage()))
        .isEqualTo("{'id':{'N':'7'},'sort':{'S':'a'},'total':{'N':'12.5'}}");
    assertThat(((Reading.Changed) update).losses()).containsExactly(Reading.Loss.VALUE_UNAVAILABLE);
  }
}
