// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** A record of a stream in one line, to be compared and read: types stand before values. */
final class ShownChange {

  private ShownChange() {}

  /** {@code MODIFY {id: N 1} new {id: N 1, name: S ada} old {...}}; images only if there are. */
  static String of(Record record) {
    StreamRecord change = record.dynamodb();
    return record.eventNameAsString()
        + " "
        + item(change.keys())
        + (change.hasNewImage() ? " new " + item(change.newImage()) : "")
        + (change.hasOldImage() ? " old " + item(change.oldImage()) : "");
  }

  /** Attributes by their names. */
  static String item(Map<String, AttributeValue> item) {
    return new TreeMap<>(item)
        .entrySet().stream()
            .map(attribute -> attribute.getKey() + ": " + value(attribute.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Bytes are shown in base64. */
  static String value(AttributeValue value) {
    return switch (value.type()) {
      case S -> "S " + value.s();
      case N -> "N " + value.n();
      case B -> "B " + base64(value.b());
      case BOOL -> "BOOL " + value.bool();
      case NUL -> "NULL";
      case SS -> "SS " + value.ss();
      case NS -> "NS " + value.ns();
      case BS -> "BS " + value.bs().stream().map(ShownChange::base64).toList();
      case L -> "L " + value.l().stream().map(ShownChange::value).toList();
      case M -> "M " + item(value.m());
      case UNKNOWN_TO_SDK_VERSION -> throw new AssertionError(value);
    };
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
