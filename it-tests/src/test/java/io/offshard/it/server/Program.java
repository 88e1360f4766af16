// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import io.offshard.it.broker.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One command line of the launcher, to be run any number of times.
 *
 * @param environment variables on top of this process's; an empty value removes one
 */
public record Program(
    Path launcher, Path directory, List<String> arguments, Map<String, String> environment) {

  private static final int END_SECONDS = 60;

  /**
   * {@code ./offshard} with {@code arguments}; its output goes to a file below {@code directory}.
   * Its JVM has the options {@link Jvm#BRIEF} while {@code OFFSHARD_JAVA_OPTS} gives it no others.
   */
  public static Program of(Path directory, String... arguments) {
    Map<String, String> environment = Map.of("OFFSHARD_JAVA_OPTS", String.join(" ", Jvm.BRIEF));
    return new Program(Checkout.launcher(), directory, List.of(arguments), environment);
  }

  /** {@code ./offshard dev} with its data below {@code directory} and all of its ports given. */
  public static Program dev(Path directory, int apiPort, int managementPort, int kafkaPort) {
    return of(
        directory,
        "dev",
        "--data-dir",
        directory.resolve("data").toString(),
        "--port",
        Integer.toString(apiPort),
        "--management-port",
        Integer.toString(managementPort),
        "--kafka-port",
        Integer.toString(kafkaPort),
        "--tls-port",
        Integer.toString(Ports.free()));
  }

  /** The same with more arguments. */
  Program and(String... more) {
    List<String> all = Stream.concat(arguments.stream(), Stream.of(more)).toList();
    return new Program(launcher, directory, all, environment);
  }

  /** What stands behind that option. */
  public String option(String name) {
    return arguments.get(arguments.indexOf(name) + 1);
  }

  /** The same with one more variable, or without it when {@code value} is empty. */
  public Program with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Program(launcher, directory, arguments, more);
  }

  /** The same run by another launcher. */
  public Program by(Path otherLauncher) {
    return new Program(otherLauncher, directory, arguments, environment);
  }

  /** Starts the process and returns at once. */
  public Run start() {
    try {
      Path output = Files.createTempFile(Files.createDirectories(directory), "output", ".txt");
      List<String> command = new ArrayList<>(List.of(launcher.toString()));
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      environment.forEach(
          (name, value) -> {
            if (value.isEmpty()) {
              builder.environment().remove(name);
            } else {
              builder.environment().put(name, value);
            }
          });
      return new Run(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One process of the program. */
  public record Run(Process process, Path outputFile) implements AutoCloseable {

    /** Everything printed so far, standard output and error. */
    public String output() {
      try {
        return Files.readString(outputFile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Waits for the process to end by itself; its exit code. */
    public int awaitEnd() {
      try {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(
              "still running after %d s:%n%s".formatted(END_SECONDS, output()));
        }
        return process.exitValue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    boolean isAlive() {
      return process.isAlive();
    }

    List<ProcessHandle> descendants() {
      return process.descendants().toList();
    }

    int stop() {
      process.destroy();
      return awaitEnd();
    }

    void kill() {
      process.destroyForcibly();
      awaitEnd();
    }

    /** Ends it in order if it runs, and by force if that takes too long. */
    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
          descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
