// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.json;

import java.util.Map;

/** Writes values as JSON without white space; only what has to be escaped is. */
final class JsonText {
  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  static String of(JsonValue value) {
    JsonText text = new JsonText();
    text.write(value);
    return text.out.toString();
  }

  private void write(JsonValue value) {
    switch (value) {
      case JsonValue.Text text -> quoted(text.text());
      case JsonValue.Num number -> out.append(number.text());
      case JsonValue.Truth truth -> out.append(truth == JsonValue.Truth.TRUE);
      case JsonValue.Null none -> out.append("null");
      case JsonValue.Array array -> {
        String separator = "[";
        for (JsonValue element : array.values()) {
          out.append(separator);
          write(element);
          separator = ",";
        }
        out.append(array.values().isEmpty() ? "[]" : "]");
      }
      case JsonValue.Obj object -> {
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          out.append(separator);
          quoted(member.getKey());
          out.append(':');
          write(member.getValue());
          separator = ",";
        }
        out.append(object.members().isEmpty() ? "{}" : "}");
      }
    }
  }

  private void quoted(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
