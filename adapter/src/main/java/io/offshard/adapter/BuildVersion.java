// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, from the file that Maven puts into the jar. */
public final class BuildVersion {
  private static final String FILE = "/META-INF/maven/io.offshard/offshard-adapter/pom.properties";

  private BuildVersion() {}

  /** For example {@code 0.1.0}; {@code (not packaged)} where the classes are in no jar. */
  public static String text() {
    Properties built = new Properties();
    try (InputStream file = BuildVersion.class.getResourceAsStream(FILE)) {
      if (file != null) {
        built.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return built.getProperty("version", "(not packaged)");
  }
}
