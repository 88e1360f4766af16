// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.q;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.JsonValues;
import io.offshard.mapping.json.MalformedJson;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConnectEnvelopeTest {
  private static final String HEAD =
      "{'schema':{'type':'struct','name':'a\\'}','fields':[]},'payload':";

  private final ConnectEnvelope envelope = new ConnectEnvelope();

  private Envelope.Opened open(String json) {
    return envelope.open(q(json).getBytes(UTF_8));
  }

  @Example
  void aSchemaThatIsKnownIsNotReadAgain() {
    ConnectSchema first = open(HEAD + "{'v':1}}").schema();
    Envelope.Opened second = open(HEAD + "{'v':2}}");

    assertThat(second.schema()).isNotNull().isSameAs(first);
    assertThat(second.payload().json()).isEqualTo("{\"v\":2}");
  }

  @Example
  void oldSchemasGiveWayToNewOnes() {
    ConnectSchema first = open(HEAD + "1}").schema();
    for (int i = 0; i < 7; i++) {
      open("{'schema':{'type':'struct','name':'" + i + "'},'payload':1}");
    }
    assertThat(open(HEAD + "2}").schema()).isSameAs(first);
    open("{'schema':{'type':'struct','name':'7'},'payload':1}");
    assertThat(open(HEAD + "3}").schema()).isEqualTo(first).isNotSameAs(first);
  }

  @Example
  void whatComesBehindAKnownSchemaHasToBeWellFormed() {
    open(HEAD + "1}");
    for (String rest : List.of("", "1", "1}}", "1,}", "1}x", "{}", "}", "12", "1]")) {
      assertThatThrownBy(() -> open(HEAD + rest)).isInstanceOf(MalformedJson.class);
    }
    assertThat(open(HEAD + "1,'more':2}").schema()).isNull();
    assertThat(open(HEAD + "1 } ").payload()).isEqualTo(new JsonValue.Num("1"));
  }

  @Example
  void onlyASchemaAndAPayloadAreAnEnvelope() {
    assertThat(open("{'schema':null,'payload':5}").payload()).isEqualTo(new JsonValue.Num("5"));
    for (String row : List.of("{'payload':5}", "{'schema':1}", "{'schema':1,'payload':2,'x':3}")) {
      assertThat(open(row)).isEqualTo(new Envelope.Opened(null, JsonReader.read(q(row))));
    }
  }

  @Provide
  Arbitrary<JsonValue> values() {
    return JsonValues.any();
  }

  /** An envelope that has seen everything reads as one that has seen nothing. */
  @Property
  void whatWasSeenBeforeMakesNoDifference(
      @ForAll("values") JsonValue schema,
      @ForAll("values") JsonValue payload,
      @ForAll("values") JsonValue other) {
    for (JsonValue value : List.of(payload, other)) {
      byte[] bytes = new JsonValue.Obj(ordered(schema, value)).json().getBytes(UTF_8);
      assertThat(envelope.open(bytes))
          .isEqualTo(new ConnectEnvelope().open(bytes))
          .isEqualTo(new Envelope.Opened(ConnectSchema.of(schema), value));
    }
  }

  private static Map<String, JsonValue> ordered(JsonValue schema, JsonValue payload) {
    Map<String, JsonValue> members = new java.util.LinkedHashMap<>();
    members.put("schema", schema);
    members.put("payload", payload);
    return members;
  }
}
