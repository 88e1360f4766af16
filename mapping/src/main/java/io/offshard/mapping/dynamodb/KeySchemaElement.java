// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the one or two attributes that tell the items of a table apart.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_KeySchemaElement.html">KeySchemaElement</a>
 */
public record KeySchemaElement(String attributeName, KeyType keyType) {
  static final Struct<KeySchemaElement> SHAPE =
      Struct.of(
          KeySchemaElement.class,
          Member.required("AttributeName", Text.any()),
          Member.required("KeyType", EnumText.of(KeyType.class)));

  static final Member<List<KeySchemaElement>> KEY_SCHEMA =
      Member.required("KeySchema", ListShape.of(SHAPE));

  /** What the attribute is for. */
  public enum KeyType {
    HASH,
    RANGE
  }

  /** Both of them, or the one that there is. */
  public static List<KeySchemaElement> of(KeySchema schema) {
    List<KeySchemaElement> elements = new ArrayList<>();
    elements.add(new KeySchemaElement(schema.hash(), KeyType.HASH));
    if (schema.range() != null) {
      elements.add(new KeySchemaElement(schema.range(), KeyType.RANGE));
    }
    return List.copyOf(elements);
  }
}
