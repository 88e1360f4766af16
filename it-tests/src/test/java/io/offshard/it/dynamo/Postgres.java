// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.broker.Ports;
import io.offshard.it.client.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL server as a child process, with logical decoding and nothing kept for a crash. It
 * refuses to be root's; then it is run as the user that its package has made.
 */
record Postgres(Path programs, Path directory, boolean asOther, int port, Process server)
    implements AutoCloseable {
  static final String USER = "offshard";
  static final String DATABASE = "postgres";

  private static final String OTHER = "postgres";
  private static final int LIMIT_SECONDS = 60;

  /**
   * Makes a database in the directory, which becomes the server's own, and returns when it runs.
   */
  static Postgres start(Path directory) {
    Path programs = Installed.postgres();
    boolean asOther = "root".equals(System.getProperty("user.name"));
    try {
      if (asOther) {
        UserPrincipal owner =
            directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OTHER);
        Files.setOwner(directory, owner);
      }
      int port = Ports.free();
      Path data = directory.resolve("data");
      run(
          directory,
          "initdb",
          command(
              asOther,
              programs,
              "initdb",
              "-D",
              data.toString(),
              "-U",
              USER,
              "-A",
              "trust",
              "--no-sync",
              "--no-instructions",
              "-E",
              "UTF8",
              "--locale=C"));
      Process server =
          process(
              directory,
              "postgres",
              command(
                  asOther,
                  programs,
                  "postgres",
                  "-D",
                  data.toString(),
                  "-p",
                  Integer.toString(port),
                  "-c",
                  "listen_addresses=127.0.0.1",
                  "-c",
                  "unix_socket_directories=",
                  "-c",
                  "wal_level=logical",
                  "-c",
                  "timezone=UTC",
                  "-c",
                  "fsync=off"));
      Postgres started = new Postgres(programs, directory, asOther, port, server);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      boolean asOther, Path programs, String program, String... arguments) {
    List<String> words = new ArrayList<>();
    if (asOther) {
      words.addAll(List.of("setpriv", "--reuid=" + OTHER, "--regid=" + OTHER, "--clear-groups"));
    }
    words.add(programs.resolve(program).toString());
    words.addAll(List.of(arguments));
    return words;
  }

  private static Process process(Path directory, String name, List<String> words)
      throws IOException {
    return new ProcessBuilder(words)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(name + ".log").toFile())
        .start();
  }

  private static void run(Path directory, String name, List<String> words) throws IOException {
    Process process = process(directory, name, words);
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(
            words + " failed:\n" + Files.readString(directory.resolve(name + ".log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() {
    List<String> asking =
        command(
            asOther, programs, "pg_isready", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port));
    try {
      Awaitility.await("PostgreSQL")
          .failFast("it has ended", () -> !server.isAlive())
          .until(() -> process(directory, "pg_isready", asking).waitFor() == 0);
    } catch (RuntimeException e) {
      close();
      throw new AssertionError("not ready, see " + directory.resolve("postgres.log"), e);
    }
  }

  /** Runs statements, each of which is a transaction unless they say otherwise. */
  void run(String statements) {
    try {
      Path script = Files.writeString(directory.resolve("script.sql"), statements, UTF_8);
      run(
          directory,
          "psql",
          List.of(
              programs.resolve("psql").toString(),
              "--no-psqlrc",
              "--quiet",
              "--set=ON_ERROR_STOP=1",
              "--host=127.0.0.1",
              "--port=" + port,
              "--username=" + USER,
              "--dbname=" + DATABASE,
              "--file=" + script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once: its processes notice that the first of them is gone. */
  @Override
  public void close() {
    server.destroyForcibly();
    server.onExit().join();
  }
}
