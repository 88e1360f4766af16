// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Kafka broker on 127.0.0.1, in a JVM of its own, that keeps its data in a directory: below
 * it are {@code kafka/} (the topics), {@code broker.log} and {@code broker.lock}. Start another one
 * on the same directory, and the same port, and everything acknowledged is there.
 *
 * <p>The process ends when this one does, even when this one is killed. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Duration ORDERLY_END = Duration.ofSeconds(10);

  private final Process process;
  private final int port;

  /** Empty when the broker is ready, else why it ended before. */
  private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

  private final Path log;

  private EmbeddedBroker(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts the process and returns at once; {@link #awaitReady} waits for the broker.
   *
   * @param port a free TCP port on the loopback address, not 0
   * @throws BrokerFailure when no process can be started
   */
  public static EmbeddedBroker start(Path dataDir, int port) {
    return start(dataDir, port, Map.of());
  }

  /**
   * The same with Kafka settings that win over its own. Not for secrets: they are seen in the
   * process list.
   */
  public static EmbeddedBroker start(Path dataDir, int port, Map<String, String> settings) {
    return start(dataDir, port, settings, BrokerClasses.ofThisProcess());
  }

  /** The same from the jars of an installation, where this process runs from classes elsewhere. */
  public static EmbeddedBroker start(
      Path dataDir, int port, Map<String, String> settings, Path installation) {
    return start(dataDir, port, settings, BrokerClasses.installedIn(installation));
  }

  private static EmbeddedBroker start(
      Path dataDir, int port, Map<String, String> settings, BrokerClasses classes) {
    try {
      Path absolute = dataDir.toAbsolutePath();
      Files.createDirectories(absolute);
      Path log = absolute.resolve("broker.log");
      Process process =
          new ProcessBuilder(BrokerCommand.of(absolute, port, log, settings, classes))
              .redirectErrorStream(true)
              .start();
      EmbeddedBroker broker = new EmbeddedBroker(process, port, log);
      // Not a virtual one: reading a pipe holds the carrier thread for as long as nothing comes.
      Thread.ofPlatform().daemon().name("broker-output").start(broker::readOutput);
      return broker;
    } catch (IOException e) {
      throw new BrokerFailure("cannot start the Kafka broker: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until no broker process is left on the directory. One may be for a moment, when the
   * process that started it has been killed.
   *
   * @param waiting called once, if there is one to wait for
   * @throws BrokerFailure when it does not end in time
   */
  public static void awaitPredecessor(Path dataDir, Duration timeout, Runnable waiting) {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (boolean first = true; !isFree(dataDir); first = false) {
      if (first) {
        waiting.run();
      }
      if (System.nanoTime() > deadline) {
        throw new BrokerFailure("an earlier Kafka broker still runs on " + dataDir);
      }
      pause();
    }
  }

  private static boolean isFree(Path dataDir) {
    try {
      var lock = BrokerLock.tryAcquire(dataDir);
      if (lock.isPresent()) {
        lock.get().close();
      }
      return lock.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** There is no way to be told of a lock's release but to block on it without a deadline. */
  private static void pause() {
    try {
      Thread.sleep(50); // so the lock is tried again and again, until the caller's deadline
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerFailure("interrupted", e);
    }
  }

  /**
   * Returns when the broker serves clients.
   *
   * @throws BrokerFailure when it ended or the time is over
   */
  public void awaitReady(Duration timeout) {
    try {
      Optional<String> failed = outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (failed.isPresent()) {
        throw new BrokerFailure("the Kafka broker ended: " + failed.get() + seeLog());
      }
    } catch (TimeoutException e) {
      String waited = timeout.toSeconds() + " s";
      throw new BrokerFailure("the Kafka broker is not ready after " + waited + seeLog(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerFailure("interrupted", e);
    }
  }

  private void readOutput() {
    String last = "";
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(BrokerProtocol.READY)) {
          outcome.complete(Optional.empty());
        } else if (!line.isBlank()) {
          last = line;
        }
      }
    } catch (IOException e) {
      last = String.valueOf(e.getMessage());
    }
    outcome.complete(Optional.of(BrokerProtocol.cause(last)));
  }

  private String seeLog() {
    return " (see " + log + ")";
  }

  /** As Kafka clients take it: host and port. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Completes with the exit code when the process ends, for whatever reason. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Ends the broker as {@code kill -9} does, and returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Ends the broker in order, by force after 10 s, and returns when it is gone. */
  @Override
  public void close() {
    try {
      closeInput();
      if (!process.waitFor(ORDERLY_END)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** All that a process has to do, and all that it can when it is killed, to end its broker. */
  void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
