// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.changed;
import static io.offshard.mapping.change.Records.json;
import static io.offshard.mapping.change.Records.q;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.item.Item;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of all types, each read through the whole form. */
class ConnectValuesTest {
  private static final KeySchema ID = new KeySchema("id", null);

  /** Reads an event whose row has one column v beside the key. */
  private static Reading read(@Nullable String schema, String value, String... options) {
    String event = "{'op':'c','after':{'v':" + value + "}}";
    if (schema != null) {
      event =
          "{'schema':{'type':'struct','fields':[{'type':'struct','field':'after','fields':[{"
              + schema
              + ",'optional':true,'field':'v'}]}]},'payload':"
              + event
              + "}";
    }
    return Records.form("debezium", ID, ViewType.NEW_IMAGE, options)
        .read(Records.of("{\"id\":1}", q(event)));
  }

  private static @Nullable String column(@Nullable String schema, String value, String... options) {
    Item image = Objects.requireNonNull(changed(read(schema, value, options)).newImage());
    return image.get("v") == null
        ? null
        : Objects.requireNonNull(
                json(new Item(Map.of("v", Objects.requireNonNull(image.get("v"))))))
            .replaceFirst("^\\{'v':(.*)}$", "$1");
  }

  private static Set<Reading.Loss> losses(@Nullable String schema, String value) {
    return ((Reading.Changed) read(schema, value)).losses();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "'type':'boolean'; true; {'BOOL':true}",
        "'type':'int8'; -1; {'N':'-1'}",
        "'type':'int64'; 9223372036854775807; {'N':'9223372036854775807'}",
        "'type':'float'; 0.1; {'N':'0.1'}",
        "'type':'double'; 1.0E10; {'N':'10000000000'}",
        "'type':'double'; 1.7976931348623157E308; {'S':'1.7976931348623157E308'}",
        "'type':'double'; 'NaN'; {'S':'NaN'}",
        "'type':'string'; 'x'; {'S':'x'}",
        "'type':'string'; null; {'NULL':true}",
        "'type':'bytes'; 'AQI='; {'B':'AQI='}",
        "'type':'bytes'; '%'; {'S':'%'}",
        "'type':'array','items':{'type':'bytes'}; ['AQI=',null];"
            + " {'L':[{'B':'AQI='},{'NULL':true}]}",
        "'type':'map','keys':{'type':'string'},'values':{'type':'bytes'}; {'k':'AQI='};"
            + " {'M':{'k':{'B':'AQI='}}}",
        "'type':'map','keys':{'type':'int32'},'values':{'type':'bytes'}; [[1,'AQI=']];"
            + " {'L':[{'L':[{'N':'1'},{'B':'AQI='}]}]}",
        "'type':'map','keys':{'type':'int32'}; [1]; {'L':[{'N':'1'}]}",
        "'type':'struct','fields':[{'type':'bytes','field':'a'}]; {'a':'AQI=','b':1};"
            + " {'M':{'a':{'B':'AQI='},'b':{'N':'1'}}}",
        "'type':'struct','name':'io.debezium.data.geometry.Point','fields':[{'type':'double','field':'x'},{'type':'bytes','field':'wkb'},{'type':'int32','field':'srid'}];"
            + " {'x':1.0,'wkb':'AQI=','srid':null};"
            + " {'M':{'x':{'N':'1'},'wkb':{'B':'AQI='},'srid':{'NULL':true}}}",
        "'type':'array','name':'io.debezium.data.DoubleVector','items':{'type':'double'};"
            + " [1.0,0.5]; {'L':[{'N':'1'},{'N':'0.5'}]}",
        "'type':'something new'; {'a':1}; {'M':{'a':{'N':'1'}}}",
        "'type':'int32'; {'a':1}; {'M':{'a':{'N':'1'}}}"
      })
  void plainTypesAreAsTheirSchemaSays(String schema, String value, String attribute) {
    assertThat(column(schema, value)).isEqualTo(attribute);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "'type':'string','name':'io.debezium.data.Uuid'; 'x'; {'S':'x'}",
        "'type':'string','name':'io.debezium.data.Enum'; 'x'; {'S':'x'}",
        "'type':'string','name':'io.debezium.time.ZonedTimestamp'; '2026-01-01T00:00:00Z';"
            + " {'S':'2026-01-01T00:00:00Z'}",
        "'type':'bytes','name':'io.debezium.data.Bits'; 'AQI='; {'B':'AQI='}",
        "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'2'};"
            + " 'MDk='; {'N':'123.45'}",
        "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'0'};"
            + " '/w=='; {'N':'-1'}",
        "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'-2'};"
            + " 'AQ=='; {'N':'100'}",
        "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'2'};"
            + " 123.450; {'N':'123.45'}",
        "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'99999999999'};"
            + " 'AQ=='; {'B':'AQ=='}",
        "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal'; 'AQ=='; {'B':'AQ=='}",
        "'type':'struct','name':'io.debezium.data.VariableScaleDecimal','fields':[{'type':'int32','field':'scale'},{'type':'bytes','field':'value'}];"
            + " {'scale':3,'value':'MDk='}; {'N':'12.345'}",
        "'type':'struct','name':'io.debezium.data.VariableScaleDecimal','fields':[{'type':'int32','field':'scale'},{'type':'bytes','field':'value'}];"
            + " {'value':'MDk='}; {'M':{'value':{'B':'MDk='}}}",
        "'type':'int32','name':'io.debezium.time.Date'; 20000; {'N':'20000'}",
        "'type':'string','name':'io.debezium.data.Json'; '{}'; {'S':'{}'}"
      })
  void logicalTypesAreAsTheirNameSays(String schema, String value, String attribute) {
    assertThat(column(schema, value)).isEqualTo(attribute);
  }

  @ParameterizedTest
  @CsvSource({
    "io.debezium.time.Date, 7305, 1990-01-01",
    "org.apache.kafka.connect.data.Date, -1, 1969-12-31",
    "io.debezium.time.Time, 3600500, 01:00:00.5",
    "org.apache.kafka.connect.data.Time, 0, 00:00:00",
    "io.debezium.time.MicroTime, 3600000001, 01:00:00.000001",
    "io.debezium.time.NanoTime, 86399999999999, 23:59:59.999999999",
    "io.debezium.time.Timestamp, 1465491411815, 2016-06-09T16:56:51.815",
    "org.apache.kafka.connect.data.Timestamp, -1, 1969-12-31T23:59:59.999",
    "io.debezium.time.MicroTimestamp, 1465491411815001, 2016-06-09T16:56:51.815001",
    "io.debezium.time.NanoTimestamp, 60000000001, 1970-01-01T00:01:00.000000001"
  })
  void datesAndTimesBecomeTextsWhereTheUserSaysSo(String name, String number, String text) {
    String schema = "'type':'int64','name':'" + name + "'";
    assertThat(column(schema, number, "temporal", "iso")).isEqualTo("{'S':'" + text + "'}");
    assertThat(column(schema, number)).isEqualTo("{'N':'" + number + "'}");
  }

  @ParameterizedTest
  @CsvSource({
    "io.debezium.time.Time, 86400000",
    "io.debezium.time.MicroTime, -1",
    "io.debezium.time.NanoTime, 9223372036854775807",
    "io.debezium.time.Date, 9223372036854775807",
    "io.debezium.time.Timestamp, 9223372036854775807",
    "io.debezium.time.Year, 2026"
  })
  void whatIsOutOfATextsRangeStaysANumber(String name, String number) {
    assertThat(column("'type':'int64','name':'" + name + "'", number, "temporal", "iso"))
        .isEqualTo("{'N':'" + number + "'}");
  }

  @Test
  void jsonIsParsedWhereTheUserSaysSo() {
    String schema = "'type':'string','name':'io.debezium.data.Json'";
    assertThat(column(schema, "'{\\'a\\':[1.50]}'", "json", "parse"))
        .isEqualTo("{'M':{'a':{'L':[{'N':'1.5'}]}}}");
    assertThat(column(schema, "'{'", "json", "parse")).isEqualTo("{'S':'{'}");
  }

  @Test
  void nullsAreLeftOutWhereTheUserSaysSo() {
    assertThat(column("'type':'string'", "null", "nulls", "omit")).isNull();
    assertThat(column(null, "{'a':null,'b':[null]}", "nulls", "omit"))
        .isEqualTo("{'M':{'b':{'L':[{'NULL':true}]}}}");
    String struct = "'type':'struct','fields':[{'type':'bytes','field':'a'}]";
    assertThat(column(struct, "{'a':null}", "nulls", "omit")).isEqualTo("{'M':{}}");
  }

  @Test
  void numbersThatDynamoDbCannotHoldAreTextsAndCounted() {
    String many = "1".repeat(39);
    assertThat(column(null, many)).isEqualTo("{'S':'" + many + "'}");
    assertThat(losses(null, many)).containsExactly(Reading.Loss.NUMBER_AS_TEXT);
    assertThat(losses("'type':'double'", "'Infinity'"))
        .containsExactly(Reading.Loss.NUMBER_AS_TEXT);
    assertThat(losses("'type':'double'", "1")).isEmpty();
    String decimal =
        "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'1'}";
    String digits = "f".repeat(40);
    assertThat(column(decimal, "'" + digits + "'")).startsWith("{'S':'").contains(".");
    assertThat(losses(decimal, "'" + digits + "'")).containsExactly(Reading.Loss.NUMBER_AS_TEXT);
  }

  @Test
  void listedColumnsAreWhatTheUserSays() {
    assertThat(column(null, "'AQI='")).isEqualTo("{'S':'AQI='}");
    assertThat(column(null, "'AQI='", "bytes", "u, v")).isEqualTo("{'B':'AQI='}");
    assertThat(column(null, "'%'", "bytes", "v")).isEqualTo("{'S':'%'}");
    assertThat(column(null, "'MDk='", "decimals", "u:1,v:2")).isEqualTo("{'N':'123.45'}");
    assertThat(column(null, "'%'", "decimals", "v:2")).isEqualTo("{'S':'%'}");
    assertThat(column(null, "'1.50'", "numbers", "v")).isEqualTo("{'N':'1.5'}");
    assertThat(column(null, "'many'", "numbers", "v")).isEqualTo("{'S':'many'}");
    assertThat(column(null, "'1.50'", "numbers", "u")).isEqualTo("{'S':'1.50'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "['a','b']; {'SS':['a','b']}",
        "[1,2.0]; {'NS':['1','2']}",
        "[]; {'L':[]}",
        "['a','a']; {'L':[{'S':'a'},{'S':'a'}]}",
        "[1,1.0]; {'L':[{'N':'1'},{'N':'1'}]}",
        "['a',1]; {'L':[{'S':'a'},{'N':'1'}]}",
        "[null]; {'L':[{'NULL':true}]}",
        "'a'; {'S':'a'}"
      })
  void arraysOfListedColumnsBecomeSetsIfTheyCan(String value, String attribute) {
    assertThat(column(null, value, "sets", "v")).isEqualTo(attribute);
  }

  @Test
  void arraysOfBytesBecomeSetsToo() {
    assertThat(column("'type':'array','items':{'type':'bytes'}", "['AQI=']", "sets", "v"))
        .isEqualTo("{'BS':['AQI=']}");
  }
}
