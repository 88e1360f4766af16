// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a TCP port. */
final class PortNumber implements ITypeConverter<Integer> {
  private static final int LAST = 65_535;

  @Override
  public Integer convert(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LAST) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The same as one out of range.
    }
    throw new TypeConversionException("\"%s\" is no port: 0 to %d".formatted(text, LAST));
  }
}
