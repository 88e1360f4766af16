// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.change.AvroTwin.Column;
import io.offshard.mapping.json.JsonValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A record in Avro is the same change as its twin in JSON. */
class AvroEnvelopeTest {
  private static final KeySchema KEY = new KeySchema("id", null);
  private static final String ID = "{\"id\":1}";

  private static Column column(String avro, String connect, Object datum, JsonValue json) {
    return new Column(avro.replace('\'', '"'), connect.replace('\'', '"'), datum, json);
  }

  /** What has a number for its value. */
  private static Arbitrary<Column> numbers() {
    Arbitrary<Column> ints =
        Combinators.combine(
                Arbitraries.of(
                    "",
                    "io.debezium.time.Date",
                    "org.apache.kafka.connect.data.Date",
                    "org.apache.kafka.connect.data.Time",
                    "io.debezium.time.Year"),
                Arbitraries.integers())
            .as(
                (name, value) ->
                    column(
                        "{'type':'int','connect.name':'" + name + "'}",
                        "'type':'int32','name':'" + name + "'",
                        value,
                        new JsonValue.Num(value.toString())));
    Arbitrary<Column> longs =
        Combinators.combine(
                Arbitraries.of(
                    "",
                    "io.debezium.time.Timestamp",
                    "io.debezium.time.MicroTimestamp",
                    "io.debezium.time.NanoTime",
                    "org.apache.kafka.connect.data.Timestamp"),
                Arbitraries.longs())
            .as(
                (name, value) ->
                    column(
                        "{'type':'long','connect.name':'" + name + "'}",
                        "'type':'int64','name':'" + name + "'",
                        value,
                        new JsonValue.Num(value.toString())));
    Arbitrary<Column> reals =
        Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.of(Double.NaN, 1e-200))
            .map(
                value ->
                    column(
                        "'double'",
                        "'type':'double'",
                        value,
                        value.isNaN()
                            ? new JsonValue.Text("NaN")
                            : new JsonValue.Num(value.toString())));
    return Arbitraries.oneOf(ints, longs, reals);
  }

  /** What has a text or bytes for its value. */
  private static Arbitrary<Column> texts() {
    Arbitrary<Column> texts =
        Combinators.combine(
                Arbitraries.of("", "io.debezium.data.Json", "io.debezium.data.Uuid"),
                Arbitraries.of("", "{\"a\":[1]}", "true", "é", "__debezium_unavailable_value"))
            .as(
                (name, value) ->
                    column(
                        "{'type':'string','connect.name':'" + name + "'}",
                        "'type':'string','name':'" + name + "'",
                        value,
                        new JsonValue.Text(value)));
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(9);
    return Arbitraries.oneOf(
        texts,
        bytes.map(
            value -> column("'bytes'", "'type':'bytes'", ByteBuffer.wrap(value), base64(value))),
        bytes.map(
            value ->
                column(
                    "{'type':'bytes','scale':3,'precision':64,'connect.version':1,"
                        + "'connect.parameters':{'scale':'3'},"
                        + "'connect.name':'org.apache.kafka.connect.data.Decimal',"
                        + "'logicalType':'decimal'}",
                    "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal',"
                        + "'parameters':{'scale':'3'}",
                    ByteBuffer.wrap(value),
                    base64(value))));
  }

  private static JsonValue base64(byte[] bytes) {
    return new JsonValue.Text(Base64.getEncoder().encodeToString(bytes));
  }

  private static final String VARIABLE =
      "{'type':'record','name':'V','namespace':'NS','fields':[{'name':'scale','type':'int'},"
          + "{'name':'value','type':'bytes'}],"
          + "'connect.name':'io.debezium.data.VariableScaleDecimal'}";

  private static Column variableDecimal(BigDecimal value) {
    GenericRecord struct =
        new GenericData.Record(
            new Schema.Parser().parse(VARIABLE.replace('\'', '"').replace("NS", "any")));
    byte[] bytes = value.unscaledValue().toByteArray();
    struct.put("scale", value.scale());
    struct.put("value", ByteBuffer.wrap(bytes));
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("scale", new JsonValue.Num(Integer.toString(value.scale())));
    members.put("value", base64(bytes));
    return column(
        VARIABLE,
        "'type':'struct','name':'io.debezium.data.VariableScaleDecimal','fields':["
            + "{'type':'int32','field':'scale'},{'type':'bytes','field':'value'}]",
        struct,
        new JsonValue.Obj(members));
  }

  private static Column array(List<Column> columns) {
    return column(
        "{'type':'array','items':" + columns.get(0).avro() + "}",
        "'type':'array','items':{" + columns.get(0).connect() + "}",
        columns.stream().map(Column::datum).toList(),
        new JsonValue.Array(columns.stream().map(Column::json).toList()));
  }

  private static Column map(List<Column> columns) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    columns.forEach(
        each -> {
          values.put("k" + values.size(), each.datum());
          members.put("k" + members.size(), each.json());
        });
    return column(
        "{'type':'map','values':" + columns.get(0).avro() + "}",
        "'type':'map','keys':{'type':'string'},'values':{" + columns.get(0).connect() + "}",
        values,
        new JsonValue.Obj(members));
  }

  /** A map whose keys are no texts. */
  private static Column pairs(List<Column> columns) {
    String avro =
        "{'type':'array','items':{'type':'record','name':'MapEntry','namespace':'NS','fields':["
            + "{'name':'key','type':'int'},{'name':'value','type':VALUE}],"
            + "'connect.internal.type':'MapEntry'},'connect.internal.type':'MapEntry'}";
    String filled = avro.replace("VALUE", columns.get(0).avro());
    Schema entry =
        new Schema.Parser().parse(filled.replace('\'', '"').replace("NS", "any")).getElementType();
    List<GenericRecord> entries = new ArrayList<>();
    List<JsonValue> pairs = new ArrayList<>();
    for (Column each : columns) {
      GenericRecord pair = new GenericData.Record(entry);
      pair.put("key", entries.size());
      pair.put("value", each.datum());
      JsonValue key = new JsonValue.Num(Integer.toString(entries.size()));
      pairs.add(new JsonValue.Array(List.of(key, each.json())));
      entries.add(pair);
    }
    return column(
        filled,
        "'type':'map','keys':{'type':'int32'},'values':{" + columns.get(0).connect() + "}",
        entries,
        new JsonValue.Array(pairs));
  }

  private static Arbitrary<Column> anyColumn() {
    Arbitrary<Column> plain = Arbitraries.oneOf(numbers(), texts());
    Arbitrary<List<Column>> alike =
        plain.flatMap(
            one ->
                Arbitraries.integers().between(1, 4).map(count -> Collections.nCopies(count, one)));
    return Arbitraries.oneOf(
        plain,
        alike.map(AvroEnvelopeTest::array),
        alike.map(AvroEnvelopeTest::map),
        alike.map(AvroEnvelopeTest::pairs),
        Arbitraries.bigDecimals().map(AvroEnvelopeTest::variableDecimal));
  }

  @Provide
  Arbitrary<AvroTwin> twins() {
    return Combinators.combine(anyColumn(), Arbitraries.of(0, 1, 2))
        .as((column, kind) -> kind == 0 ? column : column.optional(kind == 1))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(AvroTwin::new);
  }

  private static ChangeForm form(AvroTwin twin, String... options) {
    SchemaAnswer known = new SchemaAnswer.Known(WriterSchema.parse(twin.avroSchema()));
    return Records.form(
        id -> id == 7 ? known : new SchemaAnswer.Unusable("there is none"),
        "debezium",
        KEY,
        ViewType.NEW_AND_OLD_IMAGES,
        options);
  }

  @Property
  void aRecordInAvroIsTheSameChangeAsInJson(
      @ForAll("twins") AvroTwin twin, @ForAll boolean options) {
    String[] json = {"temporal", options ? "iso" : "raw", "json", options ? "parse" : "text"};
    String[] avro = {json[0], json[1], json[2], json[3], "encoding", "avro"};
    Reading expected =
        Records.form("debezium", KEY, ViewType.NEW_AND_OLD_IMAGES, json).read(twin.json(ID));

    assertThat(expected).isInstanceOf(Reading.Changed.class);
    assertThat(form(twin, avro).read(twin.avro(ID))).isEqualTo(expected);
    // A topic may have been written with either.
    assertThat(form(twin, avro).read(twin.json(ID))).isEqualTo(expected);
  }

  private static final AvroTwin SMALL =
      new AvroTwin(List.of(column("'int'", "'type':'int32'", 5, new JsonValue.Num("5"))));

  @Example
  void aSchemaThatNobodyKnowsMakesARecordUndecodable() {
    ChangeForm form =
        Records.form(
            id -> new SchemaAnswer.Unusable("there is none"),
            "debezium",
            KEY,
            ViewType.KEYS_ONLY,
            "encoding",
            "avro");
    assertThat(Records.why(form.read(SMALL.avro(ID)))).isEqualTo("schema 7: there is none");
  }

  @Example
  void aRegistryThatIsNotThereMakesNoRecordUndecodable() {
    ChangeForm form = Records.form("debezium", KEY, ViewType.KEYS_ONLY, "encoding", "avro");
    assertThat(form.read(SMALL.avro(ID)))
        .isEqualTo(new Reading.Delayed("schema 7: no schema registry is configured"));
    SourceRecord withKey =
        new SourceRecord(
            AvroTwin.framed(9, new byte[0]), SMALL.json(ID).value(), Map.of(), Records.TIME);
    assertThat(form.read(withKey)).isInstanceOf(Reading.Delayed.class);
  }

  @Example
  void keysInAvroAreReadAndThoseThatAreNoneAreLookedForInTheRow() {
    String schema =
        """
        {"type":"record","name":"Key","fields":[{"name":"id","type":"long"}]}\
        """;
    ChangeForm form =
        Records.form(
            id ->
                id == 3
                    ? new SchemaAnswer.Known(WriterSchema.parse(schema))
                    : new SchemaAnswer.Unusable("there is none"),
            "debezium",
            KEY,
            ViewType.NEW_IMAGE,
            "encoding",
            "avro");
    byte[] row = Records.bytes("{\"op\":\"c\",\"after\":{\"id\":4}}");
    for (byte[] key :
        List.of(
            AvroTwin.framed(3, new byte[] {14}),
            AvroTwin.framed(3, new byte[] {14, 0}),
            AvroTwin.framed(0, new byte[] {14}),
            new byte[] {0, 0, 0})) {
      ItemChange change =
          Records.changed(form.read(new SourceRecord(key, row, Map.of(), Records.TIME)));
      boolean isAvro = key.length == 6 && key[4] == 3;
      assertThat(Records.json(change.keys()))
          .isEqualTo(isAvro ? "{'id':{'N':'7'}}" : "{'id':{'N':'4'}}");
    }
  }

  /** Debezium fills what PostgreSQL does not tell with what the columns are by default. */
  @Example
  void defaultsAreKnownWhateverTheirTypes() {
    String row =
        """
        {"type":"record","name":"Value","fields":[{"name":"id","type":"int"},
        {"name":"a","type":{"type":"double","connect.default":2.5},"default":2.5},
        {"name":"b","type":{"type":"bytes","connect.default":"\\u0001ÿ"}},
        {"name":"c","type":["null",{"type":"string","connect.default":"x"}],"default":null},
        {"name":"d","type":[{"type":"long"},"null"],"default":9}]}\
        """;
    Map<String, JsonValue> presets = new LinkedHashMap<>();
    connect(row)
        .fields()
        .forEach(
            (name, field) -> {
              if (field.preset() != null) {
                presets.put(name, field.preset());
              }
            });
    assertThat(new JsonValue.Obj(presets).json())
        .isEqualTo("{\"a\":2.5,\"b\":\"Af8=\",\"c\":\"x\",\"d\":9}");
  }

  private static ConnectSchema connect(String schema) {
    return requireNonNull(WriterSchema.parse(schema).connect());
  }

  @Example
  void avrosOwnLogicalTypesAreThoseOfConnect() {
    assertThat(connect("{\"type\":\"int\",\"logicalType\":\"date\"}").name())
        .isEqualTo("org.apache.kafka.connect.data.Date");
    assertThat(connect("{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"scale\":4}").scale())
        .isEqualTo(4);
  }
}
