// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.changed;
import static io.offshard.mapping.change.Records.json;
import static io.offshard.mapping.change.Records.q;
import static io.offshard.mapping.change.Records.sample;
import static io.offshard.mapping.change.Records.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.json.JsonValue;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongoDocumentsTest {
  private static final KeySchema ID = new KeySchema("_id", null);
  private static final String SOURCE = ",'source':{'connector':'mongodb'}}";

  private static Reading read(ViewType view, String key, String value, String... options) {
    return Records.form("debezium", ID, view, options).read(Records.of(key, value));
  }

  @Test
  void theSampleIsRead() {
    ItemChange change =
        changed(
            read(
                ViewType.NEW_IMAGE,
                sample("debezium-mongodb-key.json"),
                sample("debezium-mongodb-update.json")));

    assertThat(change.kind()).isEqualTo(ChangeKind.MODIFY);
    assertThat(json(change.keys())).isEqualTo("{'_id':{'S':'596e275826f08b2730779e1f'}}");
    assertThat(json(change.newImage()))
        .isEqualTo(
            "{'_id':{'S':'596e275826f08b2730779e1f'},'n':{'N':'1004'},'price':{'N':'12.5'},"
                + "'seen':{'N':'1465491411815'},'raw':{'B':'AQI='},"
                + "'tags':{'L':[{'S':'a'},{'N':'1'},{'NULL':true}]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "'x'; {'S':'x'}",
        "1.50; {'N':'1.5'}",
        "true; {'BOOL':true}",
        "null; {'NULL':true}",
        "{'$oid':'5a'}; {'S':'5a'}",
        "{'$symbol':'x'}; {'S':'x'}",
        "{'$uuid':'x'}; {'S':'x'}",
        "{'$code':'x'}; {'S':'x'}",
        "{'$code':'x','$scope':{}}; {'M':{'$code':{'S':'x'},'$scope':{'M':{}}}}",
        "{'$numberInt':'1'}; {'N':'1'}",
        "{'$numberLong':'-9223372036854775808'}; {'N':'-9223372036854775808'}",
        "{'$numberDouble':'1.0E2'}; {'N':'100'}",
        "{'$numberDouble':'NaN'}; {'S':'NaN'}",
        "{'$numberDecimal':'12.50'}; {'N':'12.5'}",
        "{'$numberDecimal':'1E+6144'}; {'S':'1E+6144'}",
        "{'$binary':'AQI=','$type':'00'}; {'B':'AQI='}",
        "{'$binary':{'base64':'AQI=','subType':'00'}}; {'B':'AQI='}",
        "{'$binary':{}}; {'M':{'$binary':{'M':{}}}}",
        "{'$date':1000}; {'N':'1000'}",
        "{'$date':{'$numberLong':'-1000'}}; {'N':'-1000'}",
        "{'$date':'1970-01-01T00:00:01.5Z'}; {'N':'1500'}",
        "{'$date':'soon'}; {'M':{'$date':{'S':'soon'}}}",
        "{'$timestamp':{'t':1,'i':2}}; {'M':{'t':{'N':'1'},'i':{'N':'2'}}}",
        "{'$regularExpression':{'pattern':'a','options':'i'}};"
            + " {'M':{'pattern':{'S':'a'},'options':{'S':'i'}}}",
        "{'$regex':'a','$options':'i'}; {'M':{'$regex':{'S':'a'},'$options':{'S':'i'}}}",
        "{'$minKey':1}; {'S':'minKey'}",
        "{'$maxKey':1}; {'S':'maxKey'}",
        "{'$undefined':true}; {'NULL':true}",
        "{'$ref':'c','$id':{'$oid':'5a'}}; {'M':{'$ref':{'S':'c'},'$id':{'S':'5a'}}}",
        "{'a':{'$oid':'5a'}}; {'M':{'a':{'S':'5a'}}}",
        "[{'$oid':'5a'}]; {'L':[{'S':'5a'}]}",
        "{}; {'M':{}}"
      })
  void extendedJsonOfBothVersionsIsUnderstood(String value, String attribute) {
    assertThat(image(value)).isEqualTo("{'_id':{'N':'1'},'v':" + attribute + "}");
  }

  private static String image(String value, String... options) {
    String document = new JsonValue.Text(q("{'_id':1,'v':" + value + "}")).json();
    return Objects.requireNonNull(
        json(
            changed(
                    read(
                        ViewType.NEW_IMAGE,
                        q("{'id':'1'}"),
                        q("{'op':'c','after':") + document + "}",
                        options))
                .newImage()));
  }

  @Test
  void datesBecomeTextsAndNullsGoWhereTheUserSaysSo() {
    assertThat(image("{'$date':1500}", "temporal", "iso"))
        .isEqualTo("{'_id':{'N':'1'},'v':{'S':'1970-01-01T00:00:01.500Z'}}");
    assertThat(image("null", "nulls", "omit")).isEqualTo("{'_id':{'N':'1'}}");
  }

  @Test
  void aRemovalHasItsKeyFromTheKafkaKey() {
    String value = q("{'op':'d','before':null,'after':null" + SOURCE);
    assertThat(json(changed(read(ViewType.NEW_IMAGE, q("{'id':'1004'}"), value)).keys()))
        .isEqualTo("{'_id':{'N':'1004'}}");
    assertThat(
            json(
                changed(read(ViewType.NEW_IMAGE, q("{'id':'{\\'$oid\\':\\'5a\\'}'}"), value))
                    .keys()))
        .isEqualTo("{'_id':{'S':'5a'}}");
    assertThat(json(changed(read(ViewType.NEW_IMAGE, q("{'id':'x y'}"), value)).keys()))
        .isEqualTo("{'_id':{'S':'x y'}}");
  }

  @Test
  void anUpdateThatDoesNotTellTheDocumentHasKeysOnly() {
    String value = q("{'op':'u','before':null,'after':null" + SOURCE);
    assertThat(why(read(ViewType.NEW_IMAGE, q("{'id':'1'}"), value))).contains("document");
    assertThat(json(changed(read(ViewType.KEYS_ONLY, q("{'id':'1'}"), value)).keys()))
        .isEqualTo("{'_id':{'N':'1'}}");
  }

  @Test
  void ofSeveralCollectionsOneCanBeChosen() {
    String value = q("{'op':'d','before':null,'source':{'db':'d','collection':'c'}}");
    assertThat(read(ViewType.KEYS_ONLY, q("{'_id':1}"), value, "table", "d.c"))
        .isInstanceOf(Reading.Changed.class);
    assertThat(read(ViewType.KEYS_ONLY, q("{'_id':1}"), value, "table", "b"))
        .isInstanceOf(Reading.Skipped.class);
  }
}
