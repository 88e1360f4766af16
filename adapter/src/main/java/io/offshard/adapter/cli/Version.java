// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the file that Maven puts into the jar. */
final class Version implements IVersionProvider {
  private static final String FILE = "/META-INF/maven/io.offshard/offshard-adapter/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties built = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      if (file != null) {
        built.load(file);
      }
    }
    return new String[] {"offshard " + built.getProperty("version", "(not packaged)")};
  }
}
