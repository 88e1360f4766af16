// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.changed;
import static io.offshard.mapping.change.Records.json;
import static io.offshard.mapping.change.Records.q;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large values of PostgreSQL that have not changed and are not told. */
class PlaceholderTest {
  private static final String TEXT = "'__debezium_unavailable_value'";

  private static Reading read(String before, String value, String... options) {
    String event = "{'op':'u','before':" + before + ",'after':{'id':1,'v':" + value + "}}";
    return Records.form("debezium", new KeySchema("id", null), ViewType.NEW_AND_OLD_IMAGES, options)
        .read(Records.of(null, q(event)));
  }

  private static @Nullable String image(Reading reading) {
    return json(changed(reading).newImage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TEXT,
        "['__debezium_unavailable_value']",
        "'X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ=='",
        "['X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==']",
        "['b68a35a7-17ad-35b3-af2a-ae46edb4545a']",
        "{'__debezium_unavailable_value':'__debezium_unavailable_value'}",
        "'{\\'__debezium_unavailable_value\\':\\'__debezium_unavailable_value\\'}'",
        "[95,95,100,101,98,101,122,105,117,109,95,117,110,97,118,97,105,108,97,98,108,101,95,118,97,108,117,101]"
      })
  void anUntoldValueIsLeftOutAndCounted(String value) {
    Reading reading = read("{'id':1,'v':'old'}", value);
    assertThat(image(reading)).isEqualTo("{'id':{'N':'1'}}");
    assertThat(((Reading.Changed) reading).losses())
        .containsExactly(Reading.Loss.VALUE_UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'x'", "[]", "['x']", "[95]", "{'a':'__debezium_unavailable_value'}"})
  void otherValuesAreKept(String value) {
    assertThat(image(read("{'id':1}", value))).contains("'v':");
  }

  @Test
  void anUntoldValueIsTakenFromBeforeWhereTheUserSaysSo() {
    Reading known = read("{'id':1,'v':'old'}", TEXT, "unavailable", "before");
    assertThat(image(known)).isEqualTo("{'id':{'N':'1'},'v':{'S':'old'}}");
    assertThat(((Reading.Changed) known).losses()).isEmpty();

    Reading unknown = read("{'id':1}", TEXT, "unavailable", "before");
    assertThat(image(unknown)).isEqualTo("{'id':{'N':'1'}}");
    Reading untold = read("{'id':1,'v':" + TEXT + "}", TEXT, "unavailable", "before");
    assertThat(image(untold)).isEqualTo("{'id':{'N':'1'}}");
  }

  @Test
  void whatWasBeforeIsKnownAlsoToAStreamThatDoesNotShowIt() {
    String event = "{'op':'u','before':{'id':1,'v':'old'},'after':{'id':1,'v':" + TEXT + "}}";
    Reading reading =
        Records.form(
                "debezium", new KeySchema("id", null), ViewType.NEW_IMAGE, "unavailable", "before")
            .read(Records.of(null, q(event)));
    assertThat(image(reading)).isEqualTo("{'id':{'N':'1'},'v':{'S':'old'}}");
  }

  @Test
  void anUntoldValueIsPassedOnWhereTheUserSaysSo() {
    assertThat(image(read("{'id':1}", TEXT, "unavailable", "pass")))
        .isEqualTo("{'id':{'N':'1'},'v':{'S':" + TEXT + "}}");
  }

  @Test
  void anotherPlaceholderCanBeConfigured() {
    assertThat(image(read("{'id':1}", TEXT, "unavailableValue", "?")))
        .isEqualTo("{'id':{'N':'1'},'v':{'S':" + TEXT + "}}");
    assertThat(image(read("{'id':1}", "'?'", "unavailableValue", "?")))
        .isEqualTo("{'id':{'N':'1'}}");
    assertThat(image(read("{'id':1}", "'AQI='", "unavailableValue", "hex:0102")))
        .isEqualTo("{'id':{'N':'1'}}");
  }
}
