// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.util.Locale;

/**
 * A named member of a structure.
 *
 * @param name the name on the wire, for example {@code StreamARN}
 * @param shape what it holds
 * @param required whether its absence is a violation; the record component of an optional member is
 *     {@code @Nullable}
 * @param <T> the Java type of the value
 */
public record Member<T>(String name, Shape<T> shape, boolean required) {

  /** A member that may be absent (or null, which is the same). */
  public static <T> Member<T> of(String name, Shape<T> shape) {
    return new Member<>(name, shape, false);
  }

  /** A member that has to be there. */
  public static <T> Member<T> required(String name, Shape<T> shape) {
    return new Member<>(name, shape, true);
  }

  /**
   * Whether it is held by a component of that name: {@code streamArn} or, next to a {@code
   * StreamArn}, {@code streamARN} for {@code StreamARN}, {@code type} for {@code __type}.
   */
  boolean isHeldBy(String component) {
    String words = name.replace("_", "");
    String lower = words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    return component.equals(lower) || component.equals(lower.replace("ARN", "Arn"));
  }

  Struct.Row row() {
    return new Struct.Row(
        name,
        shape.typeName(),
        required,
        shape.constraints().stream().map(Constraint::text).toList());
  }
}
