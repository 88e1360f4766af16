// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.changed;
import static io.offshard.mapping.change.Records.json;
import static io.offshard.mapping.change.Records.q;
import static io.offshard.mapping.change.Records.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.Numbers;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class CompactedFormTest {
  private static final KeySchema ID = new KeySchema("id", null);
  private static final KeySchema ID_AND_AT = new KeySchema("id", "at");

  private static Reading read(@Nullable String key, @Nullable String value, String... options) {
    return read(ID, key, value, options);
  }

  private static Reading read(
      KeySchema schema, @Nullable String key, @Nullable String value, String... options) {
    return Records.form("compacted", schema, ViewType.NEW_IMAGE, options)
        .read(Records.of(key == null ? null : q(key), value == null ? null : q(value)));
  }

  @Example
  void aValueIsTheNewItemUnderItsKey() {
    ItemChange change = changed(read("k1", "{'a':1.50,'b':[true,null,{'c':'d'}]}"));

    assertThat(change.kind()).isEqualTo(ChangeKind.MODIFY);
    assertThat(change.at()).isEqualTo(Records.TIME);
    assertThat(json(change.keys())).isEqualTo("{'id':{'S':'k1'}}");
    assertThat(json(change.newImage()))
        .isEqualTo(
            "{'id':{'S':'k1'},'a':{'N':'1.5'},"
                + "'b':{'L':[{'BOOL':true},{'NULL':true},{'M':{'c':{'S':'d'}}}]}}");
    assertThat(change.oldImage()).isNull();
  }

  @Example
  void anUpsertIsAnInsertWhereTheUserSaysSo() {
    assertThat(changed(read("k1", "{}", "upsertAs", "insert")).kind()).isEqualTo(ChangeKind.INSERT);
  }

  @Example
  void aTombstoneIsARemoval() {
    ItemChange change = changed(read("k1", null));

    assertThat(change.kind()).isEqualTo(ChangeKind.REMOVE);
    assertThat(json(change.keys())).isEqualTo("{'id':{'S':'k1'}}");
    assertThat(change.newImage()).isNull();
  }

  @Example
  void theFieldsOfAKeyAreAttributes() {
    ItemChange change =
        changed(read(ID_AND_AT, "{'at':5,'id':'x','more':true}", "{'id':'other','v':1}"));

    assertThat(json(change.keys())).isEqualTo("{'id':{'S':'x'},'at':{'N':'5'}}");
    assertThat(json(change.newImage()))
        .isEqualTo("{'at':{'N':'5'},'id':{'S':'x'},'more':{'BOOL':true},'v':{'N':'1'}}");
  }

  @Example
  void aKeyThatIsNoTextNumberOrBytesBecomesTheTextOfItsJson() {
    ItemChange change = changed(read("{'id':{'a':[1,true]}}", "{}"));

    assertThat(change.keys().get("id")).isEqualTo(new AttributeValue.S("{\"a\":[1,true]}"));
    assertThat(change.newImage()).isEqualTo(change.keys());
  }

  @Example
  void whatAKeyIsCanBeSaid() {
    assertThat(json(changed(read("12", "{}")).keys())).isEqualTo("{'id':{'S':'12'}}");
    assertThat(json(changed(read("12.0", "{}", "keyType", "N")).keys()))
        .isEqualTo("{'id':{'N':'12'}}");
    assertThat(json(changed(read("12", "{}", "keyType", "B")).keys()))
        .isEqualTo("{'id':{'B':'MTI='}}");
    assertThat(json(changed(read("12", "{}", "keyType", "json")).keys()))
        .isEqualTo("{'id':{'N':'12'}}");
    assertThat(json(changed(read("'12'", "{}", "keyType", "json")).keys()))
        .isEqualTo("{'id':{'S':'12'}}");
    assertThat(changed(read("{'id':1}", "{}", "keyType", "S")).keys().get("id"))
        .isEqualTo(new AttributeValue.S("{\"id\":1}"));
  }

  @Example
  void withoutAKeyTheValueHasToHoldIt() {
    assertThat(json(changed(read(null, "{'id':7}")).keys())).isEqualTo("{'id':{'N':'7'}}");
    assertThat(why(read(null, "{'a':7}"))).isEqualTo("key attribute \"id\" is missing or null");
    assertThat(why(read(null, null))).isEqualTo("key attribute \"id\" is missing or null");
    assertThat(why(read("{'id':null}", "{}"))).isEqualTo("key attribute \"id\" is missing or null");
  }

  @Example
  void typedValuesAreTakenAsSuchOnlyWhereTheUserSaysSo() {
    String value = "{'a':{'S':'x'}}";
    assertThat(json(changed(read("k", value, "typed", "true")).newImage()))
        .isEqualTo("{'id':{'S':'k'},'a':{'S':'x'}}");
    assertThat(json(changed(read("k", value)).newImage()))
        .isEqualTo("{'id':{'S':'k'},'a':{'M':{'S':{'S':'x'}}}}");
    assertThat(json(changed(read("{'id':{'N':'1'}}", value, "typed", "true")).newImage()))
        .isEqualTo("{'id':{'N':'1'},'a':{'S':'x'}}");
    assertThat(json(changed(read("{'id':1}", value, "typed", "true")).newImage()))
        .isEqualTo("{'id':{'N':'1'},'a':{'S':'x'}}");
  }

  @Example
  void whatIsNoItemIsUndecodable() {
    assertThat(why(read("k", "[]"))).isEqualTo("the value is not a JSON object");
    assertThat(why(read("k", ""))).isEqualTo("not well-formed JSON");
    assertThat(why(read("k", "{", "keyType", "N"))).isEqualTo("the Kafka key is not a number");
    assertThat(why(read("k", "{}", "keyType", "json"))).isEqualTo("not well-formed JSON");
    assertThat(
            why(
                Records.form("compacted", ID, ViewType.NEW_IMAGE)
                    .read(
                        new SourceRecord(new byte[] {(byte) 0xff}, null, Map.of(), Records.TIME))))
        .isEqualTo("the Kafka key is not a text in UTF-8");
  }

  @Provide
  Arbitrary<JsonValue.Obj> objects() {
    return JsonValues.objects();
  }

  /** Numbers are equal as numbers; those that DynamoDB cannot hold come back as texts. */
  @Property
  void anyJsonGoesThroughAndBack(@ForAll("objects") JsonValue.Obj value) {
    ItemChange change =
        changed(
            Records.form("compacted", new KeySchema("the key", null), ViewType.NEW_IMAGE)
                .read(Records.of("k", value.json())));
    JsonValue back =
        PlainValues.json(
            new AttributeValue.M(Objects.requireNonNull(change.newImage()).attributes()));
    Map<String, JsonValue> expected = new LinkedHashMap<>();
    expected.put("the key", new JsonValue.Text("k"));
    expected.putAll(value.members());
    assertThat(back).isEqualTo(normalised(new JsonValue.Obj(expected)));
  }

  private static JsonValue normalised(JsonValue value) {
    return switch (value) {
      case JsonValue.Num number -> {
        String text = Numbers.normalised(number.text());
        yield text == null ? new JsonValue.Text(number.text()) : new JsonValue.Num(text);
      }
      case JsonValue.Array array ->
          new JsonValue.Array(array.values().stream().map(CompactedFormTest::normalised).toList());
      case JsonValue.Obj object -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((name, held) -> members.put(name, normalised(held)));
        yield new JsonValue.Obj(members);
      }
      case JsonValue.Text text -> text;
      case JsonValue.Truth truth -> truth;
      case JsonValue.Null none -> none;
    };
  }
}
