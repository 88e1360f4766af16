// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.MalformedJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The logical types of Connect and Debezium, which stand in a schema by name over one of the plain
 * types.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><td>Decimal<td>N; S where DynamoDB cannot hold it
 * <tr><td>VariableScaleDecimal<td>the same
 * <tr><td>Date, Time, Timestamp in all units<td>N as it is; S with {@code temporal: iso}: see
 *     {@link IsoTimes}
 * <tr><td>Json<td>S; with {@code json: parse} as plain JSON
 * <tr><td>Uuid, Xml, Enum, EnumSet, Ltree, ZonedTimestamp, ZonedTime, Interval and all others<td>as
 *     their plain type
 * </table>
 */
record LogicalTypes(boolean iso, boolean parsesJson, PlainValues plain) {

  /** The value, or null where the plain type is to be taken. */
  @Nullable AttributeValue read(JsonValue json, ConnectSchema schema, Set<Reading.Loss> losses) {
    return switch (schema.name()) {
      case "" -> null;
      case "org.apache.kafka.connect.data.Decimal" -> decimal(json, schema.scale(), losses);
      case "io.debezium.data.VariableScaleDecimal" ->
          json instanceof JsonValue.Obj struct
              ? decimal(struct.get("value"), struct.wholeNumber("scale"), losses)
              : null;
      case "io.debezium.data.Json" -> parsesJson ? parsed(json, losses) : null;
      default -> iso ? time(schema.name(), json) : null;
    };
  }

  /** A converter may also be told to write decimals as numbers. */
  private static @Nullable AttributeValue decimal(
      @Nullable JsonValue json, @Nullable Long scale, Set<Reading.Loss> losses) {
    return json instanceof JsonValue.Text text && scale != null
        ? Decimals.read(text.text(), scale, losses)
        : null;
  }

  private @Nullable AttributeValue parsed(JsonValue json, Set<Reading.Loss> losses) {
    if (!(json instanceof JsonValue.Text text)) {
      return null;
    }
    try {
      return plain.read(JsonReader.read(text.text()), losses);
    } catch (MalformedJson e) {
      return null;
    }
  }

  private static @Nullable AttributeValue time(String name, JsonValue json) {
    Long count = json instanceof JsonValue.Num number ? number.wholeNumber() : null;
    String text = count == null ? null : IsoTimes.text(name, count);
    return text == null ? null : new AttributeValue.S(text);
  }
}
