// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.Item;
import io.offshard.mapping.item.ItemJson;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records that hold the newest state of an item under its key, as compacted topics have them.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><td>key, JSON object<td>MODIFY, or what the option upsertAs says; the item is the fields of
 *     the key and those of the value: see {@link CompactedKey}, {@link PlainValues}
 * <tr><td>key, null<td>REMOVE
 * <tr><td>key, anything else<td>undecodable
 * </table>
 *
 * What an item was before is not known; nor is, without state, whether it is new.
 */
final class CompactedForm implements GuardedForm.Decoder {
  private static final PlainValues PLAIN = new PlainValues(false);

  private final KeySchema schema;
  private final CompactedKey key;
  private final ChangeKind upsert;
  private final boolean typed;

  private CompactedForm(KeySchema schema, CompactedKey key, ChangeKind upsert, boolean typed) {
    this.schema = schema;
    this.key = key;
    this.upsert = upsert;
    this.typed = typed;
  }

  static CompactedForm of(FormOptions options, KeySchema schema, ViewType view) {
    if (view.showsOld()) {
      throw new IllegalArgumentException(
          "a compacted topic does not hold what an item was before, so a stream of it cannot be "
              + view
              + "; it can be KEYS_ONLY or NEW_IMAGE");
    }
    boolean typed = options.flag("typed");
    return new CompactedForm(
        schema,
        CompactedKey.of(options, schema, typed),
        options.word("upsertAs", List.of(ChangeKind.MODIFY, ChangeKind.INSERT)),
        typed);
  }

  @Override
  public Reading decode(SourceRecord record) {
    Set<Reading.Loss> losses = EnumSet.noneOf(Reading.Loss.class);
    Map<String, AttributeValue> fields = key.fields(record.key(), losses);
    byte[] value = record.value();
    if (value == null) {
      return changed(record, ChangeKind.REMOVE, keys(fields), null, losses);
    }
    if (!(JsonReader.read(value) instanceof JsonValue.Obj object)) {
      throw new Unreadable("the value is not a JSON object");
    }
    Map<String, AttributeValue> item = new LinkedHashMap<>(fields);
    Map<String, AttributeValue> rest =
        typed ? ItemJson.read(object).attributes() : PLAIN.members(object, losses);
    rest.forEach(item::putIfAbsent);
    Item keys = keys(item);
    item.putAll(keys.attributes());
    return changed(record, upsert, keys, new Item(item), losses);
  }

  private Item keys(Map<String, AttributeValue> fields) {
    Map<String, AttributeValue> keys = new LinkedHashMap<>();
    for (String name : schema.names()) {
      AttributeValue value = fields.get(name);
      if (value == null || value instanceof AttributeValue.Null) {
        throw new Unreadable("key attribute \"" + name + "\" is missing or null");
      }
      keys.put(name, ItemKeys.asKey(value));
    }
    return new Item(keys);
  }

  private static Reading changed(
      SourceRecord record,
      ChangeKind kind,
      Item keys,
      @Nullable Item image,
      Set<Reading.Loss> losses) {
    return new Reading.Changed(
        new ItemChange(null, kind, Times.clamped(record.timestamp()), keys, image, null, null),
        losses);
  }
}
