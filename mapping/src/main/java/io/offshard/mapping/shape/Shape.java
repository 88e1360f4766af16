// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one wire type: how its values are read, checked, built and written, in JSON
 * and in CBOR.
 *
 * <p>Reading goes in three steps. {@code read} turns the tokens into raw values (text, numbers,
 * buffers, lists, maps, arrays of members), {@code check} holds them against the constraints, and
 * only a body without any violation is built into records; so a required component is never null.
 * Shapes are immutable and may be shared by threads.
 *
 * @param <T> the Java type of the values
 */
public abstract sealed class Shape<T>
    permits Text, EnumText, Whole, Flag, Blob, Timestamp, ListShape, MapShape, Struct {

  /**
   * Reads the current value, which is not null, and leaves the source at its last token.
   *
   * @return the raw value, or null when it is of another type, which the source then remembers
   */
  abstract @Nullable Object read(Source in);

  /**
   * Reads, checks and builds the current value, which is not null, in one step.
   *
   * @throws NotPlain where that cannot be done, for whatever reason
   */
  T plain(PlainReader in) {
    throw new NotPlain();
  }

  abstract T build(Object raw);

  abstract void write(Object value, BodyWriter out);

  /** Whether a record component of this Java type can hold the values. */
  abstract boolean fits(Type type);

  /** The type in the words of the services' documentation. */
  abstract String typeName();

  /** The rules for one value, in the order in which violations are reported. */
  List<Constraint> constraints() {
    return List.of();
  }

  void check(Object raw, Path path, Violations found) {
    for (Constraint constraint : constraints()) {
      if (!constraint.holds().test(raw)) {
        found.add(this, raw, path, constraint.text());
      }
    }
  }

  /** Whether values consist of other values, which are then reported under paths of their own. */
  boolean isComposite() {
    return false;
  }

  final boolean accepts(Object raw) {
    for (Constraint constraint : constraints()) {
      if (!constraint.holds().test(raw)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The value itself if it satisfies the constraints; for shapes whose values are their own raw
   * ones.
   */
  final T accepted(T value) {
    if (!accepts(Objects.requireNonNull(value))) {
      throw new NotPlain();
    }
    return value;
  }

  /** Prints a raw value as the services do. */
  void show(Object raw, Excerpt text) {
    text.add(raw);
  }
}
