// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the programs on this machine that the tests drive: clients of other languages, databases.
 * One that is missing fails its test under {@code CI=true} or {@code -Dit.clients=required}, and is
 * skipped with the reason printed otherwise.
 */
public final class Installed {

  private static final boolean REQUIRED =
      "true".equals(System.getenv("CI")) || "required".equals(System.getProperty("it.clients"));

  private static final String POSTGRES = "PostgreSQL (package postgresql)";

  private Installed() {}

  /** The AWS CLI, the distribution's own before any other on the path. */
  public static Path awsCli() {
    return find(
        "the AWS CLI (package awscli)", "aws", path -> runs(List.of(path.toString(), "--version")));
  }

  /** A Python that has boto3, the distribution's own before any other on the path. */
  public static Path pythonWithBoto3() {
    return find(
        "Python with boto3 (package python3-boto3)",
        "python3",
        path -> runs(List.of(path.toString(), "-c", "import boto3")));
  }

  /** Node.js. */
  public static Path node() {
    return find("Node.js", "node", path -> runs(List.of(path.toString(), "--version")));
  }

  static Path npm() {
    return find("npm", "npm", path -> runs(List.of(path.toString(), "--version")));
  }

  /**
   * Podman and what it runs containers and their networks with; only root can without more setting
   * up.
   */
  public static Path podman() {
    return find(
        "podman, run by root (packages podman, runc, netavark and aardvark-dns)",
        "podman",
        path ->
            "root".equals(System.getProperty("user.name"))
                && runs(List.of("runc", "--version"))
                && runs(List.of("/usr/lib/podman/aardvark-dns", "--version"))
                && runs(List.of("/usr/lib/podman/netavark", "--version"))
                && runs(List.of(path.toString(), "--version")));
  }

  /** Scrapes metrics and answers queries over them. */
  public static Path prometheus() {
    return find(
        "Prometheus (package prometheus)",
        "prometheus",
        path -> runs(List.of(path.toString(), "--version")));
  }

  /** Checks and tests its rules. */
  public static Path promtool() {
    return find(
        "promtool (package prometheus)",
        "promtool",
        path -> runs(List.of(path.toString(), "--version")));
  }

  /** Checks compose files, and runs them on an engine. */
  public static Path dockerCompose() {
    return find(
        "docker-compose (package docker-compose)",
        "docker-compose",
        path -> runs(List.of(path.toString(), "version")));
  }

  /** The directory with PostgreSQL's programs, the newest version that Debian's packages left. */
  public static Path postgres() {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
          .max(Comparator.comparingInt(version -> Integer.parseInt(version.toFile().getName())))
          .map(version -> version.resolve("bin"))
          .orElseGet(() -> missing(POSTGRES));
    } catch (IOException e) {
      return missing(POSTGRES);
    }
  }

  private static Path find(String what, String name, Predicate<Path> usable) {
    return Stream.concat(
            Stream.of("/usr/bin"), Stream.of(System.getenv("PATH").split(File.pathSeparator)))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .filter(usable)
        .findFirst()
        .orElseGet(() -> missing(what));
  }

  private static Path missing(String what) {
    if (REQUIRED) {
      return fail(what + " is not installed");
    }
    System.out.println("skipped: " + what + " is not installed");
    return Assumptions.abort(what + " is not installed");
  }

  private static boolean runs(List<String> words) {
    return new Command(words, Path.of(System.getProperty("java.io.tmpdir"))).run().status() == 0;
  }
}
