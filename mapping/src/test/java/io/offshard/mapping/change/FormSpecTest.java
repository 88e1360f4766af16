// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormSpecTest {
  private static final KeySchema ID = new KeySchema("id", null);
  private static final KeySchema ID_AND_AT = new KeySchema("id", "at");

  private static ChangeForm form(String form, ViewType view, String option, String value) {
    return new FormSpec(form, Map.of(option, value)).form(ID, view, WriterSchemas.none());
  }

  @Test
  void anUnknownFormIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new FormSpec("avro", Map.of()).form(ID, ViewType.KEYS_ONLY, WriterSchemas.none()))
        .withMessage("record form \"avro\" is unknown; there are dynamodb, debezium, compacted");
  }

  @Test
  void anUnknownOptionIsNamedWithThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> form("compacted", ViewType.KEYS_ONLY, "upsert", "insert"))
        .withMessage(
            "record form \"compacted\" has no option \"upsert\"; it has keyType, typed, upsertAs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "compacted;upsertAs;delete;one of modify, insert",
        "compacted;typed;yes;true or false",
        "compacted;keyType;x;one of auto, json, s, n, b",
        "debezium;snapshot;no;one of insert, skip",
        "debezium;nulls;no;one of null, omit",
        "debezium;temporal;no;one of raw, iso",
        "debezium;json;no;one of text, parse",
        "debezium;unavailable;no;one of omit, before, pass",
        "debezium;envelope;no;one of auto, debezium, flat",
        "debezium;unchanged;no;one of modify, drop",
        "debezium;tombstones;no;one of skip, remove",
        "debezium;bytes;a,;names with , between them",
        "debezium;composite;a;two columns or more with # between them",
        "debezium;composite;a##b;names with # between them",
        "debezium;unavailableValue;hex:0;a text, or hex: and pairs of digits"
      })
  void aWrongValueIsNamedWithWhatItHasToBe(
      String form, String option, String value, String wanted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> form(form, ViewType.KEYS_ONLY, option, value))
        .withMessage(
            "option \"%s\" of record form \"%s\" is \"%s\"; it has to be %s",
            option, form, value, wanted);
  }

  @ParameterizedTest
  @CsvSource({"price", "price:", ":2x", "price:two"})
  void decimalsNeedTheirScales(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> form("debezium", ViewType.KEYS_ONLY, "decimals", value))
        .withMessageContaining("a name, a colon and a whole number");
  }

  @Test
  void theCaseOfAWordDoesNotCount() {
    assertThat(form("compacted", ViewType.KEYS_ONLY, "upsertAs", "INSERT")).isNotNull();
    assertThat(form("compacted", ViewType.KEYS_ONLY, "keyType", "n")).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_IMAGE", "NEW_AND_OLD_IMAGES"})
  void aCompactedTopicDoesNotGiveOldImages(ViewType view) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FormSpec("compacted", Map.of()).form(ID, view, WriterSchemas.none()))
        .withMessage(
            "a compacted topic does not hold what an item was before, so a stream of it cannot be "
                + view
                + "; it can be KEYS_ONLY or NEW_IMAGE");
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_IMAGE", "NEW_AND_OLD_IMAGES"})
  void rowsWithoutAnEnvelopeDoNotGiveOldImages(ViewType view) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> form("debezium", view, "envelope", "flat"))
        .withMessageContaining("unless allowPartialOldImage is true");
    assertThat(
            new FormSpec("debezium", Map.of("envelope", "flat", "allowPartialOldImage", "true"))
                .form(ID, view, WriterSchemas.none()))
        .isNotNull();
  }

  @Test
  void aKafkaKeyOfOneValueCannotBeTwoAttributes() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FormSpec("compacted", Map.of("keyType", "S"))
                    .form(ID_AND_AT, ViewType.KEYS_ONLY, WriterSchemas.none()))
        .withMessage(
            "with keyType S the Kafka key is one attribute, but the table has the keys [id, at]");
  }

  @Test
  void theKeysOfATableHaveTwoNames() {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeySchema("", null));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeySchema("a", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeySchema("a", "a"));
    assertThat(ID_AND_AT.names()).containsExactly("id", "at");
  }

  @Test
  void onlyAvroNeedsSchemas() {
    assertThat(new FormSpec("debezium", Map.of()).needsSchemas()).isFalse();
    assertThat(new FormSpec("debezium", Map.of("encoding", "json")).needsSchemas()).isFalse();
    assertThat(new FormSpec("debezium", Map.of("encoding", "Avro")).needsSchemas()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> form("debezium", ViewType.KEYS_ONLY, "encoding", "protobuf"))
        .withMessageContaining("one of json, avro");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> form("compacted", ViewType.KEYS_ONLY, "encoding", "avro"))
        .withMessageContaining("no option \"encoding\"");
  }
}
