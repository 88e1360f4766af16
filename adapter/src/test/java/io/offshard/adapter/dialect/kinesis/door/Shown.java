// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value as the service prints it, cut where Offshard cuts it. */
final class Shown {
  private static final int LONGEST = 65_536;

  private Shown() {}

  static String of(Node node, Object value) {
    String whole = whole(node, value);
    return whole.length() > LONGEST ? whole.substring(0, LONGEST) + "..." : whole;
  }

  private static String whole(Node node, @Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case BigDecimal number -> Long.toString(Judge.whole(number));
      case byte[] bytes ->
          "java.nio.HeapByteBuffer[pos=0 lim=" + bytes.length + " cap=" + bytes.length + "]";
      case List<?> list ->
          list.stream()
              .map(each -> whole(node.element(), each))
              .collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map when node.form().type() == Form.Type.MAP ->
          map.entrySet().stream()
              .map(each -> each.getKey() + "=" + whole(node.element(), each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Map<?, ?> structure -> "com.amazonaws.kinesis.v20131202.PutRecordsRequestEntry@hash";
      default -> value.toString();
    };
  }
}
