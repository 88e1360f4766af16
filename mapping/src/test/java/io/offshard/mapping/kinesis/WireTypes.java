// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Struct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds what the package declares by looking at its class files, so that nothing can be forgotten.
 */
final class WireTypes {
  private WireTypes() {}

  /** The structures by the class that declares them. */
  static Map<Class<?>, Struct<?>> all() {
    Map<Class<?>, Struct<?>> found = new LinkedHashMap<>();
    classes()
        .forEach(
            type ->
                Stream.of(type.getDeclaredFields())
                    .filter(field -> field.getType() == Struct.class)
                    .filter(field -> Modifier.isStatic(field.getModifiers()))
                    .forEach(field -> found.put(type, value(field))));
    return found;
  }

  static Stream<Class<?>> classes() {
    try {
      Path root =
          Path.of(KinesisFault.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path directory = root.resolve(KinesisFault.class.getPackageName().replace('.', '/'));
      try (Stream<Path> files = Files.list(directory)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
            .sorted()
            .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
            .toList()
            .stream();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(KinesisFault.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Struct<?> value(Field field) {
    try {
      return (Struct<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
