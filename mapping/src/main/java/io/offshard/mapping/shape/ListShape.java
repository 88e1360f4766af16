// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonToken;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of values of one shape; lists that were read are immutable.
 *
 * @param <T> the Java type of the elements
 */
public final class ListShape<T> extends Shape<List<T>> {
  private final Shape<T> element;
  private final Bounds length;
  private final List<Constraint> constraints;

  private ListShape(Shape<T> element, Bounds length) {
    this.element = element;
    this.length = length;
    this.constraints = length.on("length", raw -> ((List<?>) raw).size());
  }

  /** A list of any length. */
  public static <T> ListShape<T> of(Shape<T> element) {
    return new ListShape<>(element, Bounds.NONE);
  }

  /** The same list, of {@code min} to {@code max} elements, both inclusive. */
  public ListShape<T> ofLength(int min, int max) {
    return new ListShape<>(element, new Bounds(min, max));
  }

  Shape<T> element() {
    return element;
  }

  Bounds length() {
    return length;
  }

  /**
   * Elements past the first one too many are read, as their types count, and dropped: the list is
   * refused anyway, and memory stays bounded.
   */
  @Override
  @Nullable Object read(Source in) {
    if (in.token() != JsonToken.START_ARRAY) {
      return in.refuse("Expected list or null");
    }
    List<@Nullable Object> raw = new ArrayList<>();
    while (in.next() != JsonToken.END_ARRAY) {
      Object value = in.read(element);
      if (raw.size() <= length.max()) {
        raw.add(value);
      }
    }
    return raw;
  }

  @Override
  List<T> plain(PlainReader in) {
    List<T> elements = new ArrayList<>();
    in.beginList();
    while (in.hasElement()) {
      if (elements.size() >= length.max()) {
        throw new NotPlain();
      }
      elements.add(element.plain(in));
    }
    return accepted(Collections.unmodifiableList(elements));
  }

  @Override
  void check(Object raw, Path path, Violations found) {
    super.check(raw, path, found);
    boolean accepted = true;
    int position = 0;
    for (Object value : (List<?>) raw) {
      position++;
      if (value == null) {
        found.missing(path.element(position));
      } else if (element.isComposite()) {
        element.check(value, path.element(position), found);
      } else {
        accepted &= element.accepts(value);
      }
    }
    if (!accepted) {
      String rules = Constraint.texts(element.constraints());
      found.add(this, raw, path, "Member must satisfy constraint: " + rules);
    }
  }

  @Override
  List<T> build(Object raw) {
    return ((List<?>) raw).stream().map(Objects::requireNonNull).map(element::build).toList();
  }

  @Override
  void write(Object value, BodyWriter out) {
    List<?> elements = (List<?>) value;
    out.beginList(elements.size());
    for (Object each : elements) {
      element.write(Objects.requireNonNull(each), out);
    }
    out.endList();
  }

  @Override
  boolean fits(Type type) {
    return type instanceof ParameterizedType list
        && list.getRawType() == List.class
        && element.fits(list.getActualTypeArguments()[0]);
  }

  @Override
  String typeName() {
    return "List of " + element.typeName();
  }

  @Override
  List<Constraint> constraints() {
    return constraints;
  }

  @Override
  boolean isComposite() {
    return true;
  }

  @Override
  void show(Object raw, Excerpt text) {
    text.add("[");
    String separator = "";
    for (Object value : (List<?>) raw) {
      if (text.isFull()) {
        return;
      }
      text.add(separator);
      separator = ", ";
      if (value == null) {
        text.add("null");
      } else {
        element.show(value, text);
      }
    }
    text.add("]");
  }
}
