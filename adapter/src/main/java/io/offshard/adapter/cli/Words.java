// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of some words in any case. A refusal lists them as users write them, which is what
 * {@code toString} of their enum is; picocli's own names the constants.
 */
record Words<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("\"%s\" is none of %s".formatted(text, all())));
  }

  private String all() {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum::toString)
        .collect(Collectors.joining(", "));
  }
}
