// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import io.offshard.it.client.Command;
import io.offshard.it.client.Installed;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's podman with settings and a store of images of its own, so that nothing of this machine's
 * is used or replaced.
 *
 * @param directory where they are
 * @param environment makes podman take them
 */
record Podman(Path directory, Map<String, String> environment) {

  private static final Duration LONGEST_BUILD = Duration.ofMinutes(15);

  /**
   * The one of this build, with Offshard's images in its store, made from what Maven has just
   * packaged; skips the test without podman.
   */
  static Podman ready() {
    Path program = Installed.podman();
    try {
      Path directory = Files.createDirectories(Project.root().resolve("it-tests/target/podman"));
      Path settings =
          Files.writeString(
              directory.resolve("containers.conf"),
              // Lower limits than podman's own, which root in a container may not raise.
              """
              [containers]
              default_ulimits = ["nofile=20000:20000", "nproc=32768:32768"]
              [engine]
              runtime = "runc"
              cgroup_manager = "cgroupfs"
              events_logger = "file"
              [network]
              network_backend = "netavark"
              network_config_dir = "%s"
              """
                  .formatted(directory.resolve("networks")));
      Path store =
          Files.writeString(
              directory.resolve("storage.conf"),
              """
              [storage]
              driver = "overlay"
              graphroot = "%s"
              runroot = "%s"
              """
                  .formatted(directory.resolve("store"), directory.resolve("run")));
      Podman podman =
          new Podman(
              directory,
              Map.of(
                  "CONTAINERS_CONF", settings.toString(),
                  "CONTAINERS_STORAGE_CONF", store.toString(),
                  "ENGINE", program.toString()));
      podman.makeImages();
      return podman;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One JVM at a time: the second one finds everything made. */
  private void makeImages() throws IOException {
    Path log = directory.resolve("images.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "flock",
                directory.resolve("lock").toString(),
                "bash",
                "-euc",
                "it-tests/images/make \"$1\" \"$2\" && docker/build --as-built",
                "images",
                System.getProperty("java.home"),
                directory.resolve("stand-ins").toString())
            .directory(Project.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      if (!process.waitFor(LONGEST_BUILD) || process.exitValue() != 0) {
        process.destroy();
        throw new AssertionError("no images: see " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code podman} with those arguments, which must succeed; what it printed. */
  String run(String... arguments) {
    return run(List.of(arguments));
  }

  /** The same. */
  String run(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("podman"));
    words.addAll(arguments);
    return command(words).succeed().strip();
  }

  /** Any program that uses podman, which must succeed; what it printed. */
  String execute(String... words) {
    return command(List.of(words)).succeed().strip();
  }

  /** The same, for those that may fail. */
  Command.Outcome attempt(String... words) {
    return command(Stream.concat(Stream.of("podman"), Stream.of(words)).toList()).run();
  }

  private Command command(List<String> words) {
    return new Command(words, directory, environment);
  }
}
