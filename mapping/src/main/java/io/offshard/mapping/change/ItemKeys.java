// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import io.offshard.mapping.item.Item;
import java.util.LinkedHashMap;
import java.util.Map;

/** The key attributes of items, which may only be texts, numbers and bytes. */
final class ItemKeys {

  private ItemKeys() {}

  /** The keys out of an item that DynamoDB itself has written, where all of them have to be. */
  static Item of(KeySchema schema, Item item) {
    Map<String, AttributeValue> keys = new LinkedHashMap<>();
    for (String name : schema.names()) {
      AttributeValue value = item.get(name);
      if (value == null) {
        throw new Unreadable("key attribute \"" + name + "\" is missing");
      }
      if (!isKey(value)) {
        throw new Unreadable("key attribute \"" + name + "\" is " + value.typeName());
      }
      keys.put(name, value);
    }
    return new Item(keys);
  }

  /** The same where the item holds the keys and nothing else. */
  static Item exactly(KeySchema schema, Item item) {
    Item keys = of(schema, item);
    if (item.attributes().size() > keys.attributes().size()) {
      throw new Unreadable("the record's keys are more than " + schema.names());
    }
    return keys;
  }

  static boolean isKey(AttributeValue value) {
    return value instanceof AttributeValue.S
        || value instanceof AttributeValue.N
        || value instanceof AttributeValue.B;
  }

  /** A value as a key: what cannot be one becomes the text of its JSON. */
  static AttributeValue asKey(AttributeValue value) {
    return isKey(value) ? value : new AttributeValue.S(PlainValues.json(value).json());
  }
}
