// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON document. Immutable as long as nobody changes the collections given to it.
 */
public sealed interface JsonValue {

  /** A text. */
  record Text(String text) implements JsonValue {}

  /** A number, as the text that stands in the document; it may be very long. */
  record Num(String text) implements JsonValue {

    /** The number if it is written as a whole one and has 64 bits at most, or null. */
    public @Nullable Long wholeNumber() {
      return WholeNumbers.of(text);
    }
  }

  /** True or false. */
  enum Truth implements JsonValue {
    /** true. */
    TRUE,
    /** false. */
    FALSE;

    /** The value of that truth. */
    public static Truth of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  /** The null that a document may hold. */
  enum Null implements JsonValue {
    /** null. */
    NULL
  }

  /** Values in a row. */
  record Array(List<JsonValue> values) implements JsonValue {}

  /** Values by name, in the order of the document. Of equal names the last one counts. */
  record Obj(Map<String, JsonValue> members) implements JsonValue {

    /** The member of that name, or null where there is none. */
    public @Nullable JsonValue get(String name) {
      return members.get(name);
    }

    /** The member of that name if it is there and no JSON null, or null. */
    public @Nullable JsonValue given(String name) {
      JsonValue member = members.get(name);
      return member == Null.NULL ? null : member;
    }

    /** The member of that name if it is a text, or null. */
    public @Nullable String text(String name) {
      return members.get(name) instanceof Text text ? text.text() : null;
    }

    /** The member of that name if it is an object, or null. */
    public @Nullable Obj object(String name) {
      return members.get(name) instanceof Obj object ? object : null;
    }

    /** The member of that name if it is a whole number of 64 bits, or null. */
    public @Nullable Long wholeNumber(String name) {
      return members.get(name) instanceof Num number ? number.wholeNumber() : null;
    }
  }

  /** The value as JSON without white space. */
  default String json() {
    return JsonText.of(this);
  }
}
