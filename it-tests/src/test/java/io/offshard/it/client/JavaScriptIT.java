// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The JavaScript SDK as shipped, in the versions of {@code package-lock.json}, installed below
 * {@code target}.
 */
final class JavaScriptIT extends ClientContract {

  @Override
  ClientDriver driver() {
    return driver(Map.of());
  }

  static ClientDriver driver(Map<String, String> environment) {
    return new ScriptDriver(
        List.of(Installed.node().toString(), "round-trip.mjs"), directory(), environment);
  }

  /** Where the scripts are, and the SDK that they find; installed once for all tests. */
  static Path directory() {
    return Scripts.DIRECTORY;
  }

  private static final class Scripts {
    static final Path DIRECTORY = install(Project.buildDirectory().resolve("js"));

    private static Path install(Path directory) {
      try {
        Files.createDirectories(directory);
        for (String file :
            List.of("package.json", "package-lock.json", "round-trip.mjs", "tour.mjs")) {
          Files.copy(
              Project.testFile("js/" + file),
              directory.resolve(file),
              StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      new Command(List.of(Installed.npm().toString(), "ci", "--no-audit", "--no-fund"), directory)
          .succeed();
      return directory;
    }
  }

  @Override
  String protocol() {
    return "HTTP/2.0";
  }
}
