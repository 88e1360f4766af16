// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a record component: the one place that knows which Java type is which kind of value. */
final class Nodes {
  private Nodes() {}

  static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static Node of(RecordComponent component, String parent) {
    KeyName own = component.getAnnotation(KeyName.class);
    String name = own == null ? Names.kebab(component.getName()) : own.value();
    Class<?> type = component.getType();
    if (type.isRecord()) {
      return Section.of(type.asSubclass(Record.class), child(parent, name));
    }
    boolean rest = component.isAnnotationPresent(Rest.class);
    Doc doc = component.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalStateException(component + " needs @Doc");
    }
    return new Key(
        name,
        rest ? parent : child(parent, name),
        kind(component),
        doc.value(),
        component.getAnnotation(Default.class),
        rest);
  }

  private static Kind kind(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == Map.class) {
      return new Kind.Settings();
    }
    if (type != List.class && type != Optional.class) {
      return scalar(type, component);
    }
    Type element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    Class<?> elementType = (Class<?>) element;
    if (type == Optional.class) {
      return new Kind.Maybe(scalar(elementType, component));
    }
    return elementType.isRecord()
        ? new Kind.Sections(elementType.asSubclass(Record.class))
        : new Kind.Scalars(scalar(elementType, component));
  }

  private static Kind.Scalar scalar(Class<?> type, RecordComponent component) {
    if (type == boolean.class) {
      return new Kind.Flag();
    }
    if (type == Path.class) {
      return new Kind.File();
    }
    if (type.isEnum()) {
      return new Kind.Choice(type);
    }
    Matches form = component.getAnnotation(Matches.class);
    if (type == String.class && form != null) {
      return new Kind.Form(form.pattern(), form.says());
    }
    Range range = component.getAnnotation(Range.class);
    if (range == null) {
      throw new IllegalStateException(component + " needs @Range or @Matches");
    }
    if (type == long.class || type == Long.class) {
      return new Kind.Measure(Quantity.SIZE, range.min(), range.max());
    }
    if (type == Duration.class) {
      return new Kind.Measure(Quantity.DURATION, range.min(), range.max());
    }
    return new Kind.Whole(Integer.parseInt(range.min()), Integer.parseInt(range.max()));
  }

  static Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
