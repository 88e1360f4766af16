// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.changed;
import static io.offshard.mapping.change.Records.json;
import static io.offshard.mapping.change.Records.q;
import static io.offshard.mapping.change.Records.sample;
import static io.offshard.mapping.change.Records.why;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbFormTest {
  private static final KeySchema ID = new KeySchema("Id", null);

  private static Reading read(@Nullable String value, String... options) {
    return Records.form("dynamodb", ID, ViewType.NEW_AND_OLD_IMAGES, options)
        .read(Records.of("k", value));
  }

  private static Reading change(String members) {
    return read(q("{'eventName':'INSERT','dynamodb':{'Keys':{'Id':{'N':'1'}}" + members + "}}"));
  }

  @Test
  void aRecordOfTheServiceItselfIsRead() {
    ItemChange change = changed(read(sample("dynamodb-get-records.json")));

    assertThat(change.eventId()).isEqualTo("c9fbe7d0261a5163fcb6940593e41797");
    assertThat(change.kind()).isEqualTo(ChangeKind.MODIFY);
    assertThat(change.at()).isEqualTo(Instant.ofEpochSecond(1464804310));
    assertThat(json(change.keys())).isEqualTo("{'Id':{'N':'101'}}");
    assertThat(json(change.newImage())).isEqualTo("{'Id':{'N':'101'},'Message':{'S':'changed'}}");
    assertThat(json(change.oldImage())).isEqualTo("{'Id':{'N':'101'},'Message':{'S':'New item!'}}");
    assertThat(change.identity()).isNull();
    assertThat(change.size()).isEqualTo(5 + (5 + 14) + (5 + 16));
  }

  @Test
  void onlyWhatTheViewShowsIsThere() {
    SourceRecord record = Records.of("k", sample("dynamodb-get-records.json"));
    ItemChange keys = changed(Records.form("dynamodb", ID, ViewType.KEYS_ONLY).read(record));
    assertThat(keys.newImage()).isNull();
    assertThat(keys.oldImage()).isNull();
    ItemChange old = changed(Records.form("dynamodb", ID, ViewType.OLD_IMAGE).read(record));
    assertThat(old.newImage()).isNull();
    assertThat(old.oldImage()).isNotNull();
  }

  @Test
  void anEventOfLambdaHasAllTypesAndAnIdentity() {
    ItemChange change = changed(read(sample("dynamodb-lambda-event.json")));

    assertThat(change.kind()).isEqualTo(ChangeKind.REMOVE);
    assertThat(change.identity()).isEqualTo(new Identity("dynamodb.amazonaws.com", "Service"));
    assertThat(json(change.keys())).isEqualTo("{'Id':{'N':'101'}}");
    assertThat(change.newImage()).isNull();
    assertThat(json(change.oldImage()))
        .isEqualTo("{'Id':{'N':'101'},'Data':{'B':'AQI='},'Tags':{'SS':['a','b']}}");
  }

  @Test
  void aRecordOfKinesisForDynamoDbIsRead() {
    ItemChange change = changed(read(sample("dynamodb-kinesis.json")));

    assertThat(change.eventId()).isEqualTo("44b6ba2b-2ae6-4b4b-8a43-8f3a3c2e4b11");
    assertThat(change.kind()).isEqualTo(ChangeKind.INSERT);
    assertThat(change.at()).isEqualTo(Instant.parse("2024-02-15T12:00:00.123Z"));
    assertThat(json(change.newImage())).isEqualTo("{'Id':{'N':'7'},'price':{'N':'1.5'}}");
    assertThat(change.oldImage()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1707998400,, 2024-02-15T12:00:00Z",
    "1.7079984E9,, 2024-02-15T12:00:00Z",
    "1707998400.125,, 2024-02-15T12:00:00.125Z",
    "1707998400123,, 2024-02-15T12:00:00.123Z",
    "1707998400123456,, 2024-02-15T12:00:00.123456Z",
    "1707998400123456789,, 2024-02-15T12:00:00.123456789Z",
    "1707998400123, MILLISECOND, 2024-02-15T12:00:00.123Z",
    "1707998400123456, MICROSECOND, 2024-02-15T12:00:00.123456Z",
    "1000, MILLISECOND, 1970-01-01T00:00:01Z",
    "-5,, 1970-01-01T00:00:00Z",
    "99999999999999, SECOND, 9999-12-31T23:59:59Z"
  })
  void timesAreOfAnyUnit(String number, @Nullable String precision, Instant time) {
    String members =
        ",'ApproximateCreationDateTime':"
            + number
            + (precision == null
                ? ""
                : ",'ApproximateCreationDateTimePrecision':'" + precision + "'");
    assertThat(changed(change(members)).at()).isEqualTo(time);
  }

  @Test
  void aTimeInIso8601IsTakenAsSomeToolsPrintIt() {
    assertThat(changed(change(",'ApproximateCreationDateTime':'2024-02-15T13:00:00+01:00'")).at())
        .isEqualTo(Instant.parse("2024-02-15T12:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "'soon'", "[]", "{}", "1e999999999", "1e-999999999"})
  void whatIsNoTimeGivesWayToKafkas(String time) {
    assertThat(changed(change(",'ApproximateCreationDateTime':" + time)).at())
        .isEqualTo(Records.TIME);
  }

  @Test
  void aLineOfAFullExportIsAnInsert() {
    ItemChange change = changed(read(q("{'Item':{'a':{'S':'x'},'Id':{'N':'5'}}}")));

    assertThat(change.kind()).isEqualTo(ChangeKind.INSERT);
    assertThat(change.at()).isEqualTo(Records.TIME);
    assertThat(json(change.keys())).isEqualTo("{'Id':{'N':'5'}}");
    assertThat(json(change.newImage())).isEqualTo("{'a':{'S':'x'},'Id':{'N':'5'}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'NewImage':{'Id':{'N':'1'}}; INSERT",
        "'NewImage':{'Id':{'N':'1'}},'OldImage':{'Id':{'N':'1'}}; MODIFY",
        "'OldImage':{'Id':{'N':'1'}}; REMOVE",
        "'NewImage':null; REMOVE"
      },
      quoteCharacter = '%')
  void aLineOfAnIncrementalExportIsWhatItsImagesSay(String images, ChangeKind kind) {
    String line =
        "{'Metadata':{'WriteTimestampMicros':{'N':'1707998400123456'}},'Keys':{'Id':{'N':'1'}},"
            + images
            + "}";
    ItemChange change = changed(read(q(line)));

    assertThat(change.kind()).isEqualTo(kind);
    assertThat(change.at()).isEqualTo(Instant.parse("2024-02-15T12:00:00.123456Z"));
  }

  @Test
  void theTimeOfAnExportMayBeAPlainNumberOrMissing() {
    String line = "{'Metadata':{'WriteTimestampMicros':1000000},'Keys':{'Id':{'N':'1'}}}";
    assertThat(changed(read(q(line))).at()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(changed(read(q("{'Keys':{'Id':{'N':'1'}}}"))).at()).isEqualTo(Records.TIME);
  }

  @Test
  void ofSeveralTablesOneCanBeChosen() {
    String sample = sample("dynamodb-kinesis.json");
    assertThat(read(sample, "table", "orders")).isInstanceOf(Reading.Changed.class);
    assertThat(read(sample, "table", "order"))
        .isEqualTo(new Reading.Skipped(Reading.Reason.FILTERED));

    String event = sample("dynamodb-lambda-event.json");
    assertThat(read(event, "table", "ExampleTable")).isInstanceOf(Reading.Changed.class);
    assertThat(read(event, "table", "Example"))
        .isEqualTo(new Reading.Skipped(Reading.Reason.FILTERED));
  }

  @Test
  void aRecordWithoutAValueIsSkipped() {
    assertThat(read(null)).isEqualTo(new Reading.Skipped(Reading.Reason.TOMBSTONE));
    assertThat(read("")).isEqualTo(new Reading.Skipped(Reading.Reason.TOMBSTONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "[]; the record is not a JSON object",
        "{; not well-formed JSON",
        "{}; the record has none of the members dynamodb, Keys and Item",
        "{'Records':[]}; the record is a batch of changes, each of which has to be a Kafka record",
        "{'dynamodb':{}}; dynamodb.Keys is missing",
        "{'dynamodb':{'Keys':{'Id':{'N':'1'}}}}; eventName is none of INSERT, MODIFY, REMOVE",
        "{'eventName':'insert','dynamodb':{'Keys':{'Id':{'N':'1'}}}}; eventName is none of INSERT,"
            + " MODIFY, REMOVE",
        "{'eventName':'INSERT','dynamodb':{'Keys':{'id':{'N':'1'}}}}; key attribute \"Id\" is"
            + " missing",
        "{'eventName':'INSERT','dynamodb':{'Keys':{'Id':{'BOOL':true}}}}; key attribute \"Id\" is"
            + " BOOL",
        "{'eventName':'INSERT','dynamodb':{'Keys':{'Id':{'N':'1'},'b':{'N':'1'}}}}; the record's"
            + " keys are more than [Id]",
        "{'eventName':'INSERT','dynamodb':{'Keys':{'Id':{'N':'one'}}}}; attribute \"Id\" is not a"
            + " number that DynamoDB can hold",
        "{'eventName':'INSERT','dynamodb':{'Keys':{'Id':{'N':'1'}},'NewImage':[]}}; an item is not"
            + " an object",
        "{'Item':{'a':{'N':'1'}}}; key attribute \"Id\" is missing"
      })
  void whatIsNoRecordOfDynamoDbIsUndecodable(String json, String why) {
    assertThat(why(read(q(json)))).isEqualTo(why);
  }
}
