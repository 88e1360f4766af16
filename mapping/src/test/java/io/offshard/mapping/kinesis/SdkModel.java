// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The AWS SDK's own view of the wire types, put into words that can be compared with those for a
 * record.
 */
final class SdkModel {
  private static final String PACKAGE = "software.amazon.awssdk.services.kinesis.model.";

  private SdkModel() {}

  /** {@code PutRecordRequest} for {@code PutRecord.Request}, else the simple name. */
  static String nameOf(Class<?> record) {
    Class<?> operation = record.getEnclosingClass();
    return operation == null
        ? record.getSimpleName()
        : operation.getSimpleName() + record.getSimpleName();
  }

  static boolean knows(String name) {
    return find(name) != null;
  }

  static Class<?> type(String name) {
    Class<?> type = find(name);
    if (type == null) {
      throw new AssertionError("the SDK has no " + name);
    }
    return type;
  }

  private static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(PACKAGE + name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** The types of a structure's members by their wire names. */
  static Map<String, String> members(String name) {
    try {
      Buildable builder = (Buildable) type(name).getMethod("builder").invoke(null);
      return ((SdkPojo) builder.build())
          .sdkFields().stream()
              .collect(Collectors.toMap(SdkField::locationName, SdkModel::describe));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("not as the SDK generates its classes: " + name, e);
    }
  }

  private static String describe(SdkField<?> field) {
    Class<?> type = field.marshallingType().getTargetClass();
    if (type == List.class) {
      return "List<" + describe(field.getTrait(ListTrait.class).memberFieldInfo()) + ">";
    }
    if (type == Map.class) {
      return "Map<String, " + describe(field.getTrait(MapTrait.class).valueFieldInfo()) + ">";
    }
    if (type == SdkPojo.class) {
      return ((Buildable) field.constructor().get()).build().getClass().getSimpleName();
    }
    return type == SdkBytes.class ? "Blob" : type.getSimpleName();
  }

  /** The types of a record's components by their names. */
  static Map<String, String> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .collect(Collectors.toMap(RecordComponent::getName, c -> describe(c.getGenericType())));
  }

  private static String describe(Type type) {
    Function<Type[], String> all =
        types -> Arrays.stream(types).map(SdkModel::describe).collect(Collectors.joining(", "));
    return switch (type) {
      case ParameterizedType generic ->
          ((Class<?>) generic.getRawType()).getSimpleName()
              + "<"
              + all.apply(generic.getActualTypeArguments())
              + ">";
      case Class<?> plain when plain.isEnum() -> "String";
      case Class<?> plain when plain == ByteBuffer.class -> "Blob";
      case Class<?> plain when plain == Instant.class -> "Instant";
      case Class<?> plain -> plain.getSimpleName();
      default -> throw new AssertionError("no such type on the wire: " + type);
    };
  }
}
