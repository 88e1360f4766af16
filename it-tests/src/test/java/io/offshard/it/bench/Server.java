// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.broker.Ports;
import io.offshard.it.server.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** {@code offshard serve} as a child process, timed from the launcher's start to the first 200. */
record Server(Program.Run run, URI endpoint, Duration start) implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final long PROBE_PAUSE = 2_000_000;

  /** Starts one and waits for its first successful answer, to ListStreams. */
  static Server start(Path directory, String bootstrapServers, String lineage, boolean accessLog) {
    return start(directory, bootstrapServers, lineage, accessLog, "{mode: none}", 200);
  }

  /** The same with one that lets in only who signs by {@link Signature}. */
  static Server startVerifying(
      Path directory, String bootstrapServers, String lineage, boolean accessLog) {
    Path credentials = directory.resolve("credentials");
    write(credentials, Signature.CREDENTIALS);
    String auth = "{mode: sigv4, access: all, credentials-file: '" + credentials + "'}";
    return start(directory, bootstrapServers, lineage, accessLog, auth, 400);
  }

  private static Server start(
      Path directory,
      String bootstrapServers,
      String lineage,
      boolean accessLog,
      String auth,
      int firstStatus) {
    int port = Ports.free();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    Path config = config(directory, bootstrapServers, lineage, port, accessLog, auth);
    Program program =
        Program.of(directory, "serve", "--config", config.toString())
            .with("OFFSHARD_JAVA_OPTS", ""); // as shipped
    long begin = System.nanoTime();
    Program.Run run = program.start();
    while (!answers(endpoint, firstStatus)) {
      if (!run.process().isAlive() || System.nanoTime() - begin > LONGEST_START.toNanos()) {
        run.close();
        throw new IllegalStateException("the server does not start: " + run.output());
      }
      LockSupport.parkNanos(PROBE_PAUSE);
    }
    return new Server(run, endpoint, Duration.ofNanos(System.nanoTime() - begin));
  }

  long pid() {
    return run.process().pid();
  }

  @Override
  public void close() {
    run.close();
  }

  private static boolean answers(URI endpoint, int status) {
    try (Connection connection = new Connection(endpoint, Format.JSON)) {
      byte[] body = new Body(Format.JSON).map(0).endMap().bytes();
      return connection.call(Format.JSON.request("ListStreams", body)).status() == status;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Defaults wherever there are any, but for the rates. */
  private static Path config(
      Path directory,
      String bootstrapServers,
      String lineage,
      int port,
      boolean accessLog,
      String auth) {
    Path key = directory.resolve("token.key");
    write(key, "a-benchmark-s-key-of-more-than-32-bytes");
    String yaml =
        """
        api: {host: 127.0.0.1, port: %d}
        management: {host: 127.0.0.1, port: 0}
        auth: %s
        tokens:
          keys: [{id: bench, file: '%s'}]
        kafka:
          bootstrap.servers: '%s'
        lineage: {topic: '%s'}
        v3io: {containers: [{name: all, prefix: ''}]}
        quotas: {profile: off}
        access-log: %s
        """
            .formatted(port, auth, key, bootstrapServers, lineage, accessLog);
    return write(directory.resolve("offshard.yaml"), yaml);
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
