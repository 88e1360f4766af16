// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonToken;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * True or false. Texts such as "true" are refused, although in some places the services let them
 * pass.
 */
public final class Flag extends Shape<Boolean> {
  private static final Flag SHAPE = new Flag();

  private Flag() {}

  /** The only shape of its kind: a flag has no constraints. */
  public static Flag any() {
    return SHAPE;
  }

  @Override
  @Nullable Object read(Source in) {
    if (in.token().isBoolean()) {
      return in.token() == JsonToken.VALUE_TRUE;
    }
    return in.token() == JsonToken.VALUE_STRING
        ? in.refuseText("an Boolean", in.text().toUpperCase(Locale.ROOT), "")
        : in.refuseUnconvertible("an Boolean");
  }

  @Override
  Boolean build(Object raw) {
    return (Boolean) raw;
  }

  @Override
  void write(Object value, BodyWriter out) {
    out.flag((Boolean) value);
  }

  @Override
  boolean fits(Type type) {
    return type == Boolean.class;
  }

  @Override
  String typeName() {
    return "Boolean";
  }
}
