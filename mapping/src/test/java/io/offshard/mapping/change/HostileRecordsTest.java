// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.item.Item;
import io.offshard.mapping.item.ItemJson;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.JsonValues;
import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever a Kafka record holds, each form says what it is. */
class HostileRecordsTest {
  private static final KeySchema KEYS = new KeySchema("id", "at");

  /** All forms with those options that lead deepest into the decoders. */
  private static final List<ChangeForm> FORMS =
      List.of(
          Records.form("dynamodb", KEYS, ViewType.NEW_AND_OLD_IMAGES, "table", "t"),
          Records.form("compacted", KEYS, ViewType.NEW_IMAGE),
          Records.form("compacted", KEYS, ViewType.NEW_IMAGE, "keyType", "json", "typed", "true"),
          Records.form("debezium", KEYS, ViewType.NEW_AND_OLD_IMAGES),
          Records.form(
              "debezium",
              KEYS,
              ViewType.NEW_AND_OLD_IMAGES,
              "allowPartialOldImage",
              "true",
              "json",
              "parse",
              "temporal",
              "iso",
              "unavailable",
              "before",
              "nulls",
              "omit",
              "unchanged",
              "drop",
              "tombstones",
              "remove",
              "sets",
              "a,id",
              "decimals",
              "v:2",
              "bytes",
              "after"),
          Records.form(
              AvroTwin::any, "debezium", KEYS, ViewType.NEW_AND_OLD_IMAGES, "encoding", "avro"));

  /** Reads a record in all forms; what is shown has to be a record that clients can read. */
  private static void read(byte @Nullable [] key, byte @Nullable [] value) {
    SourceRecord record = new SourceRecord(key, value, Map.of(), Records.TIME);
    for (ChangeForm form : FORMS) {
      Reading reading = form.read(record);
      if (reading instanceof Reading.Changed changed) {
        ItemChange change = changed.change();
        assertThat(change.keys().attributes().keySet()).containsExactly("id", "at");
        assertThat(change.keys().attributes().values()).allMatch(ItemKeys::isKey);
        assertThat(change.size()).isPositive();
        survives(change.keys());
        survives(change.newImage());
        survives(change.oldImage());
      } else if (reading instanceof Reading.Undecodable undecodable) {
        assertThat(undecodable.why()).isNotBlank().doesNotContain("decoder failed");
      }
    }
  }

  private static void survives(@Nullable Item item) {
    if (item != null) {
      BodyWriter out = BodyWriter.of(Wire.JSON, 64);
      ItemJson.write(item, out);
      // Nested a hundred times in plain JSON is twice as deep in DynamoDB's.
      assertThat(out.body().remaining()).isPositive();
    }
  }

  @Property
  void randomBytesAreNoChange(@ForAll byte[] key, @ForAll byte[] value) {
    read(key, value);
    read(null, value);
    read(key, null);
  }

  @Property(tries = 5_000)
  void randomAvroIsSomething(@ForAll byte[] key, @ForAll byte[] value) {
    read(AvroTwin.framed(0, key), AvroTwin.framed(1, value));
  }

  @Provide
  Arbitrary<JsonValue> values() {
    return JsonValues.any();
  }

  @Property
  void anyJsonIsSomething(@ForAll("values") JsonValue key, @ForAll("values") JsonValue value) {
    read(key.json().getBytes(UTF_8), value.json().getBytes(UTF_8));
  }

  /** Objects made of the names and values that the forms know, in all the wrong places. */
  @Provide
  Arbitrary<JsonValue> likely() {
    return likely(6);
  }

  private static Arbitrary<JsonValue> likely(int levels) {
    Arbitrary<JsonValue> scalar =
        Arbitraries.of(
            new JsonValue.Text("c"),
            new JsonValue.Text("u"),
            new JsonValue.Text("d"),
            new JsonValue.Text("INSERT"),
            new JsonValue.Text("struct"),
            new JsonValue.Text("bytes"),
            new JsonValue.Text("map"),
            new JsonValue.Text("id"),
            new JsonValue.Text("AQI="),
            new JsonValue.Text("12"),
            new JsonValue.Text("99999999999"),
            new JsonValue.Text("__debezium_unavailable_value"),
            new JsonValue.Text("{\"id\":1,\"at\":{\"$date\":\"x\"}}"),
            new JsonValue.Text("org.apache.kafka.connect.data.Decimal"),
            new JsonValue.Text("io.debezium.time.Date"),
            new JsonValue.Text("io.debezium.data.Json"),
            new JsonValue.Num("1"),
            new JsonValue.Num("9223372036854775807"),
            new JsonValue.Num("-1E-99999999999999999999"),
            JsonValue.Truth.TRUE,
            JsonValue.Null.NULL);
    if (levels == 0) {
      return scalar;
    }
    Arbitrary<String> names =
        Arbitraries.of(
            "id",
            "at",
            "a",
            "v",
            "op",
            "before",
            "after",
            "source",
            "schema",
            "payload",
            "type",
            "name",
            "fields",
            "field",
            "items",
            "keys",
            "values",
            "parameters",
            "scale",
            "value",
            "dynamodb",
            "Keys",
            "NewImage",
            "OldImage",
            "Item",
            "Metadata",
            "WriteTimestampMicros",
            "eventName",
            "userIdentity",
            "ApproximateCreationDateTime",
            "S",
            "N",
            "B",
            "L",
            "M",
            "SS",
            "__op",
            "__deleted",
            "ts_ms",
            "table",
            "$oid",
            "$date",
            "$binary",
            "$numberLong");
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(2, scalar),
        net.jqwik.api.Tuple.of(
            1,
            Arbitraries.lazy(
                () -> likely(levels - 1).list().ofMaxSize(3).map(JsonValue.Array::new))),
        net.jqwik.api.Tuple.of(
            4,
            Arbitraries.lazy(
                () ->
                    Arbitraries.maps(names, likely(levels - 1))
                        .ofMinSize(1)
                        .ofMaxSize(6)
                        .map(JsonValue.Obj::new))));
  }

  @Property(tries = 400)
  void knownNamesInWrongPlacesAreSomething(
      @ForAll("likely") JsonValue key, @ForAll("likely") JsonValue value) {
    byte[] good = "{\"id\":1,\"at\":\"x\"}".getBytes(UTF_8);
    read(key.json().getBytes(UTF_8), value.json().getBytes(UTF_8));
    read(good, value.json().getBytes(UTF_8));
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return Combinators.combine(
            Arbitraries.of(
                "dynamodb-get-records.json",
                "dynamodb-lambda-event.json",
                "dynamodb-kinesis.json",
                "debezium-mysql-update.json",
                "debezium-postgres-delete.json",
                "debezium-mongodb-update.json",
                "debezium-flat.json"),
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.bytes(),
            Arbitraries.of(true, false))
        .as(
            (name, place, b, isCut) -> {
              byte[] bytes = Records.sample(name).getBytes(UTF_8);
              int at = place % bytes.length;
              bytes[at] = b;
              return isCut ? Arrays.copyOf(bytes, at) : bytes;
            });
  }

  @Property
  void damagedSamplesAreSomething(@ForAll("damaged") byte[] value) {
    read("{\"id\":1,\"at\":\"x\"}".getBytes(UTF_8), value);
  }

  @Example
  void deepNestingIsUndecodable() {
    for (String open : List.of("[", "{\"M\":", "{\"a\":", "{\"payload\":", "{\"schema\":")) {
      for (int levels : new int[] {129, 100_000}) {
        byte[] value = open.repeat(levels).getBytes(UTF_8);
        assertUndecodable(value);
      }
    }
    String deep = "[".repeat(120) + "]".repeat(120);
    String row = "{\"op\":\"c\",\"after\":{\"id\":1,\"at\":1,\"a\":" + deep + "}}";
    read(null, row.getBytes(UTF_8));
    assertThat(FORMS.get(3).read(Records.of(null, row))).isInstanceOf(Reading.Changed.class);
  }

  private static void assertUndecodable(byte[] value) {
    for (ChangeForm form : FORMS) {
      assertThat(form.read(new SourceRecord(null, value, Map.of(), Records.TIME)))
          .isInstanceOf(Reading.Undecodable.class);
    }
  }

  /** A reason goes to logs. */
  @Example
  void aReasonIsShortHoweverLongTheNamesAre() {
    String name = "x".repeat(1_000_000);
    String why =
        Records.why(
            FORMS.get(0).read(Records.of(null, "{\"Item\":{\"" + name + "\":{\"N\":\"y\"}}}")));
    assertThat(why).startsWith("attribute \"xxx").hasSizeLessThan(400);
  }

  @Example
  void hugeNumbersTakeNoTime() {
    String digits = "7".repeat(1_000_000);
    String row =
        "{\"op\":\"c\",\"after\":{\"id\":1,\"at\":1,\"a\":" + digits + ",\"b\":1e" + digits + "}}";
    ItemChange change = Records.changed(FORMS.get(3).read(Records.of(null, row)));
    assertThat(change.size()).isGreaterThan(2_000_000);
  }
}
