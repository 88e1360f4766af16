// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonToken;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map from texts to values of one shape, kept in the order of the wire; maps that were read are
 * immutable.
 *
 * @param <T> the Java type of the values
 */
public final class MapShape<T> extends Shape<Map<String, T>> {
  private final Text key;
  private final Shape<T> value;
  private final Bounds length;
  private final List<Constraint> constraints;

  private MapShape(Text key, Shape<T> value, Bounds length) {
    this.key = key;
    this.value = value;
    this.length = length;
    this.constraints = length.on("length", raw -> ((Map<?, ?>) raw).size());
  }

  /** A map of any number of entries. */
  public static <T> MapShape<T> of(Text key, Shape<T> value) {
    return new MapShape<>(key, value, Bounds.NONE);
  }

  /** The same map, of {@code min} to {@code max} entries, both inclusive. */
  public MapShape<T> ofLength(int min, int max) {
    return new MapShape<>(key, value, new Bounds(min, max));
  }

  Text key() {
    return key;
  }

  Shape<T> value() {
    return value;
  }

  Bounds length() {
    return length;
  }

  /** Entries past the first one too many are read and dropped, as in lists. */
  @Override
  @Nullable Object read(Source in) {
    if (in.token() != JsonToken.START_OBJECT) {
      return in.refuse("Expected map or null");
    }
    Map<String, @Nullable Object> raw = new LinkedHashMap<>();
    while (in.next() != JsonToken.END_OBJECT) {
      String name = in.name();
      in.next();
      Object held = in.read(value);
      if (raw.size() <= length.max()) {
        raw.put(name, held);
      }
    }
    return raw;
  }

  @Override
  void check(Object raw, Path path, Violations found) {
    super.check(raw, path, found);
    boolean keysAccepted = true;
    boolean valuesAccepted = true;
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) raw).entrySet()) {
      Object name = Objects.requireNonNull(entry.getKey());
      Object held = entry.getValue();
      keysAccepted &= key.accepts(name);
      if (held == null) {
        found.missing(path.element(Excerpt.of((String) name)));
      } else if (value.isComposite()) {
        value.check(held, path.element(Excerpt.of((String) name)), found);
      } else {
        valuesAccepted &= value.accepts(held);
      }
    }
    if (!keysAccepted) {
      String rules = Constraint.texts(key.constraints());
      found.add(this, raw, path, "Map keys must satisfy constraint: " + rules);
    }
    if (!valuesAccepted) {
      String rules = Constraint.texts(value.constraints());
      found.add(this, raw, path, "Map value must satisfy constraint: " + rules);
    }
  }

  @Override
  Map<String, T> build(Object raw) {
    Map<String, T> built = new LinkedHashMap<>();
    ((Map<?, ?>) raw)
        .forEach(
            (name, held) -> built.put((String) name, value.build(Objects.requireNonNull(held))));
    return Collections.unmodifiableMap(built);
  }

  @Override
  void write(Object map, BodyWriter out) {
    out.beginMap();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      out.name((String) entry.getKey());
      value.write(Objects.requireNonNull(entry.getValue()), out);
    }
    out.endMap();
  }

  @Override
  boolean fits(Type type) {
    return type instanceof ParameterizedType map
        && map.getRawType() == Map.class
        && key.fits(map.getActualTypeArguments()[0])
        && value.fits(map.getActualTypeArguments()[1]);
  }

  @Override
  String typeName() {
    return "Map of String to " + value.typeName();
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
    text.add("{");
    String separator = "";
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) raw).entrySet()) {
      if (text.isFull()) {
        return;
      }
      text.add(separator).add(Objects.requireNonNull(entry.getKey())).add("=");
      separator = ", ";
      if (entry.getValue() == null) {
        text.add("null");
      } else {
        value.show(entry.getValue(), text);
      }
    }
    text.add("}");
  }
}
