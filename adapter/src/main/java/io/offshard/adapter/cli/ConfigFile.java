// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.file.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the file that {@code --config} names. */
final class ConfigFile {
  private ConfigFile() {}

  /** The text; empty without a file. */
  static String read(@Nullable Path file) {
    if (file == null) {
      return "";
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Failure(
          "cannot read the configuration file " + file + " (" + Reasons.of(e) + ")", e);
    }
  }
}
