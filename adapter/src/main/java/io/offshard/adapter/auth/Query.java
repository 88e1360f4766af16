// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query string, in their order. Bytes are what counts: text that is no UTF-8 is
 * signed as it was sent. Immutable.
 */
final class Query {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private record Parameter(String name, String value) {}

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /** The query as sent, without its question mark. */
  static Query parse(String sent) {
    List<Parameter> found = new ArrayList<>();
    for (String each : sent.split("&")) {
      if (!each.isEmpty()) {
        int equals = each.indexOf('=');
        found.add(
            equals < 0
                ? new Parameter(encode(decode(each)), "")
                : new Parameter(
                    encode(decode(each.substring(0, equals))),
                    encode(decode(each.substring(equals + 1)))));
      }
    }
    return new Query(List.copyOf(found));
  }

  boolean has(String name) {
    return parameters.stream().anyMatch(each -> each.name().equals(name));
  }

  /** The decoded value of the first parameter of that name, if there is one. */
  @Nullable String first(String name) {
    for (Parameter each : parameters) {
      if (each.name().equals(name)) {
        return new String(decode(each.value()), UTF_8);
      }
    }
    return null;
  }

  /** As it is signed: sorted, and without the signature itself. */
  String canonical() {
    return parameters.stream()
        .filter(each -> !each.name().equals("X-Amz-Signature"))
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(each -> each.name() + "=" + each.value())
        .collect(Collectors.joining("&"));
  }

  /** RFC 3986: everything but letters, digits and {@code -._~} becomes {@code %XX}. */
  static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length + 16);
    for (byte each : bytes) {
      if (isUnreserved(each)) {
        out.append((char) each);
      } else {
        out.append('%');
        HEX.toHexDigits(out, each);
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || each == '-'
        || each == '.'
        || each == '_'
        || each == '~';
  }

  /** What is not a pair of hexadecimal digits after a percent sign stays as it is. */
  private static byte[] decode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(bytes, length);
  }
}
