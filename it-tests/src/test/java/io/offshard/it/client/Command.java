// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs one command of a client to its end, with credentials and region in its environment.
 *
 * @param more variables
 */
public record Command(List<String> words, Path directory, Map<String, String> more) {

  /** Without more variables. */
  public Command(List<String> words, Path directory) {
    this(words, directory, Map.of());
  }

  private static final int LIMIT_SECONDS = 180;

  /** No settings of this machine's user reach the clients; files are UTF-8 whatever the locale. */
  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("AWS_ACCESS_KEY_ID", "test"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
          Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
          Map.entry("AWS_REGION", "us-east-1"),
          Map.entry("AWS_CONFIG_FILE", "none"),
          Map.entry("AWS_SHARED_CREDENTIALS_FILE", "none"),
          Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
          Map.entry("AWS_PAGER", ""),
          Map.entry("AWS_CLI_FILE_ENCODING", "UTF-8"),
          Map.entry("PYTHONUTF8", "1"));

  /** What a finished command left behind. */
  public record Outcome(int status, String output, String errors) {}

  /** Waits for the end, at most three minutes; the files of its output stay in the directory. */
  public Outcome run() {
    try {
      Path output = Files.createTempFile(directory, "out", ".txt");
      Path errors = Files.createTempFile(directory, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(ENVIRONMENT);
      builder.environment().putAll(more);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "no end after %d s: %s%n%s".formatted(LIMIT_SECONDS, words, Files.readString(errors)));
      }
      return new Outcome(
          process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words, e);
    }
  }

  /** Like {@link #run()}, and fails unless the command succeeds. */
  public String succeed() {
    Outcome outcome = run();
    if (outcome.status() != 0) {
      throw new AssertionError(
          "status %d of %s%n%s".formatted(outcome.status(), words, outcome.errors()));
    }
    return outcome.output();
  }
}
