// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonToken;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text out of a fixed set, held as a Java enum. On the wire a constant is its {@code toString()};
 * violations list the set in the declared order.
 *
 * @param <E> the enum
 */
public final class EnumText<E extends Enum<E>> extends Shape<E> {
  private final Class<E> type;
  private final Map<String, E> constants = new LinkedHashMap<>();
  private final List<Constraint> constraints;

  private EnumText(Class<E> type) {
    this.type = type;
    for (E constant : type.getEnumConstants()) {
      constants.put(constant.toString(), constant);
    }
    this.constraints =
        List.of(
            new Constraint(
                "Member must satisfy enum value set: " + constants.keySet(),
                raw -> constants.containsKey((String) raw)));
  }

  /** One of the constants of {@code type}. */
  public static <E extends Enum<E>> EnumText<E> of(Class<E> type) {
    return new EnumText<>(type);
  }

  List<String> values() {
    return List.copyOf(constants.keySet());
  }

  @Override
  @Nullable Object read(Source in) {
    return in.token() == JsonToken.VALUE_STRING ? in.text() : in.refuseUnconvertible("an String");
  }

  @Override
  E plain(PlainReader in) {
    E constant = constants.get(in.text());
    if (constant == null) {
      throw new NotPlain();
    }
    return constant;
  }

  @Override
  E build(Object raw) {
    E constant = constants.get((String) raw);
    if (constant == null) {
      throw new IllegalStateException("built without having been checked");
    }
    return constant;
  }

  @Override
  void write(Object value, BodyWriter out) {
    out.text(value.toString());
  }

  @Override
  boolean fits(Type type) {
    return type == this.type;
  }

  @Override
  String typeName() {
    return "String";
  }

  @Override
  List<Constraint> constraints() {
    return constraints;
  }
}
