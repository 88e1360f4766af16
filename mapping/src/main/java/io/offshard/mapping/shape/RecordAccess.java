// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Constructs a record and reads its components, once it has been found to agree with its declared
 * members. Thread-safe.
 */
final class RecordAccess<R extends Record> {
  private record Handles(MethodHandle constructor, List<MethodHandle> accessors) {}

  private final Class<R> type;

  /** Made when it is first needed: a server starts with hundreds of records, and uses few. */
  private @Nullable Handles handles;

  private RecordAccess(Class<R> type) {
    this.type = type;
  }

  static <R extends Record> RecordAccess<R> of(Class<R> type, List<Member<?>> members) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length != members.size()) {
      throw new IllegalArgumentException(
          type + " has " + components.length + " components but " + members.size() + " members");
    }
    for (int i = 0; i < components.length; i++) {
      agree(type, components[i], members.get(i));
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new IllegalArgumentException(type + " has to be public");
    }
    return new RecordAccess<>(type);
  }

  /** Threads may make them at once: they are the same. */
  private Handles handles() {
    Handles made = handles;
    if (made == null) {
      made = make(type);
      handles = made;
    }
    return made;
  }

  private static Handles make(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      MethodHandle constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, parameters))
              .asSpreader(Object[].class, parameters.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      List<MethodHandle> accessors = new ArrayList<>();
      for (RecordComponent component : components) {
        MethodHandle accessor = lookup.unreflect(component.getAccessor());
        accessors.add(accessor.asType(MethodType.methodType(Object.class, Object.class)));
      }
      return new Handles(constructor, List.copyOf(accessors));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has to be public", e);
    }
  }

  private static void agree(Class<?> type, RecordComponent component, Member<?> member) {
    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (!member.isHeldBy(component.getName())
        || !member.shape().fits(component.getGenericType())
        || optional == member.required()) {
      throw new IllegalArgumentException(
          "component " + component + " of " + type + " does not agree with " + member.row());
    }
  }

  R create(@Nullable Object[] values) {
    try {
      Object created = handles().constructor().invokeExact(values);
      return type.cast(created);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type + " declares a checked exception", e);
    }
  }

  @Nullable Object get(Object value, int component) {
    try {
      Object held = handles().accessors().get(component).invokeExact(value);
      return held;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type + " declares a checked exception", e);
    }
  }

  boolean is(Type other) {
    return other == type;
  }

  String name() {
    return type.getSimpleName();
  }
}
