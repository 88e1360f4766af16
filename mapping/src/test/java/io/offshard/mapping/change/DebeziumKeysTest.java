// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.changed;
import static io.offshard.mapping.change.Records.json;
import static io.offshard.mapping.change.Records.q;
import static io.offshard.mapping.change.Records.why;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DebeziumKeysTest {
  private static final KeySchema ID = new KeySchema("id", null);
  private static final KeySchema ID_AND_AT = new KeySchema("id", "at");
  private static final String ROW = "{'op':'c','after':{'id':1,'at':'x','b':true,'c':2.0}}";

  private static Reading read(
      KeySchema schema, @Nullable String key, String value, String... options) {
    return Records.form("debezium", schema, ViewType.NEW_IMAGE, options)
        .read(Records.of(key == null ? null : q(key), q(value)));
  }

  private static @Nullable String keys(
      KeySchema schema, @Nullable String key, String value, String... options) {
    return json(changed(read(schema, key, value, options)).keys());
  }

  @Test
  void theColumnsOfTheKafkaKeyCount() {
    assertThat(keys(ID_AND_AT, "{'at':'x','id':1,'more':2}", "{'op':'d','before':null}"))
        .isEqualTo("{'id':{'N':'1'},'at':{'S':'x'}}");
  }

  @Test
  void theSchemaOfTheKafkaKeyCounts() {
    String key =
        "{'schema':{'type':'struct','fields':[{'type':'bytes','field':'id'}]},"
            + "'payload':{'id':'AQI='}}";
    assertThat(keys(ID, key, "{'op':'d','before':null}")).isEqualTo("{'id':{'B':'AQI='}}");
  }

  @Test
  void whatTheKafkaKeyDoesNotHaveIsInTheRow() {
    assertThat(keys(ID_AND_AT, null, ROW)).isEqualTo("{'id':{'N':'1'},'at':{'S':'x'}}");
    assertThat(keys(ID_AND_AT, "{'id':1}", ROW)).isEqualTo("{'id':{'N':'1'},'at':{'S':'x'}}");
    assertThat(keys(ID, "no JSON", ROW)).isEqualTo("{'id':{'N':'1'}}");
    assertThat(keys(ID, "5", ROW)).isEqualTo("{'id':{'N':'1'}}");
    assertThat(keys(ID, null, "{'op':'d','before':{'id':9}}")).isEqualTo("{'id':{'N':'9'}}");
  }

  @Test
  void aColumnThatIsNowhereOrNullIsNoKey() {
    assertThat(why(read(ID, null, "{'op':'d','before':null}")))
        .isEqualTo("key column \"id\" is missing or null in the Kafka key and in the row");
    assertThat(why(read(ID, "{'id':null}", "{'op':'d','before':null}")))
        .isEqualTo("key column \"id\" is missing or null in the Kafka key and in the row");
  }

  @Test
  void whatCannotBeAKeyBecomesTextInTheImageToo() {
    ItemChange change = changed(read(new KeySchema("b", "c"), null, ROW));

    assertThat(json(change.keys())).isEqualTo("{'b':{'S':'true'},'c':{'N':'2'}}");
    assertThat(json(change.newImage()))
        .isEqualTo("{'id':{'N':'1'},'at':{'S':'x'},'b':{'S':'true'},'c':{'N':'2'}}");
  }

  @Test
  void severalColumnsCanBeTheHashKey() {
    ItemChange change =
        changed(read(new KeySchema("pk", "at"), "{'id':1}", ROW, "composite", "id#b#c"));

    assertThat(json(change.keys())).isEqualTo("{'pk':{'S':'1#true#2'},'at':{'S':'x'}}");
    assertThat(json(change.newImage()))
        .isEqualTo(
            "{'id':{'N':'1'},'at':{'S':'x'},'b':{'BOOL':true},'c':{'N':'2'},"
                + "'pk':{'S':'1#true#2'}}");
  }
}
