// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;

/**
 * A place that looks to the launcher like a checkout with a fresh build: the jars are those that
 * Maven has just packaged. In the real one it might find a source newer than the build, and build
 * under the tests' feet.
 */
public final class Checkout {

  private static final Path SHARED = in(Project.buildDirectory().resolve("checkout"), text -> text);

  private Checkout() {}

  /** The launcher that the tests run. */
  static Path launcher() {
    return SHARED;
  }

  /** The jars, with which a broker can be started too. */
  public static Path installation() {
    return SHARED.resolveSibling("adapter/target/dist");
  }

  /**
   * Makes such a place in {@code directory}, with a change to the launcher's text, and gives the
   * launcher.
   */
  public static Path in(Path directory, UnaryOperator<String> change) {
    try {
      Path dist = Files.createDirectories(directory.resolve("adapter/target/dist"));
      for (String part : new String[] {"lib", "broker"}) {
        Path link = dist.resolve(part);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Project.root().resolve("adapter/target/dist").resolve(part));
      }
      Files.writeString(dist.resolve(".built"), "");
      Path original = Project.root().resolve("offshard");
      Path launcher = directory.resolve("offshard");
      Files.copy(
          original,
          launcher,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(launcher, change.apply(Files.readString(original)));
      return launcher;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
