// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.item.Item;
import io.offshard.mapping.item.ItemJson;
import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the tests of the forms share: source records, samples, and items as texts. */
final class Records {
  /** The Kafka time of all records. */
  static final Instant TIME = Instant.parse("2026-11-21T10:00:00.123Z");

  private Records() {}

  static SourceRecord of(@Nullable String key, @Nullable String value) {
    return new SourceRecord(bytes(key), bytes(value), Map.of(), TIME);
  }

  static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }

  /** A form with options that are pairs of name and value. */
  static ChangeForm form(String form, KeySchema schema, ViewType view, String... options) {
    return form(WriterSchemas.none(), form, schema, view, options);
  }

  /** The same where records name schemas. */
  static ChangeForm form(
      WriterSchemas schemas, String form, KeySchema schema, ViewType view, String... options) {
    Map<String, String> given = new java.util.HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    return new FormSpec(form, given).form(schema, view, schemas);
  }

  static ItemChange changed(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Changed.class);
    return ((Reading.Changed) reading).change();
  }

  static String why(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Undecodable.class);
    return ((Reading.Undecodable) reading).why();
  }

  /** An item in DynamoDB's JSON, with single quotes for double ones. */
  static @Nullable String json(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    BodyWriter out = BodyWriter.of(Wire.JSON, 64);
    ItemJson.write(item, out);
    return UTF_8.decode(out.body()).toString().replace('"', '\'');
  }

  /** JSON written with single quotes. */
  static String q(String json) {
    return json.replace('\'', '"');
  }

  /** A file of the samples. */
  static String sample(String name) {
    try (InputStream in = Records.class.getResourceAsStream("/samples/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
