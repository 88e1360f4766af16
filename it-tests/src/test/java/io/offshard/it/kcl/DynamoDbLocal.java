// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import io.offshard.it.broker.Ports;
import io.offshard.it.server.Jvm;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Amazon's DynamoDB Local in a child JVM with a class path of its own: the jars that the module
 * {@code it-tests/dynamodb-local} has put together. Tables are kept in memory and end with it.
 */
public record DynamoDbLocal(Process process, int port, Path output) implements AutoCloseable {

  private static final Path LIBRARY = Project.root().resolve("it-tests/dynamodb-local/target/lib");
  private static final Duration START = Duration.ofSeconds(30);

  /** Starts it on a free port and returns when it takes connections. */
  public static DynamoDbLocal start(Path directory) {
    int port = Ports.free();
    try {
      Path output = Files.createDirectories(directory).resolve("dynamodb-local.log");
      Process process =
          new ProcessBuilder(command(port))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      DynamoDbLocal started = new DynamoDbLocal(process, port, output);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(int port) {
    return List.of(
        Jvm.java(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        // It keeps its tables in SQLite even when they are only in memory.
        "-Dsqlite4java.library.path=" + LIBRARY,
        "-cp",
        LIBRARY.resolve("*").toString(),
        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
        "-inMemory",
        "-disableTelemetry",
        "-port",
        Integer.toString(port));
  }

  /** Which one it is, from the name of its jar. */
  public static String version() {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(LIBRARY, "DynamoDBLocal-*.jar")) {
      String name = jars.iterator().next().getFileName().toString();
      return name.substring(name.indexOf('-') + 1, name.lastIndexOf('.'));
    } catch (IOException e) {
      throw new UncheckedIOException("the module it-tests/dynamodb-local is not built", e);
    }
  }

  /** Where clients connect, of tables and of streams. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private void awaitReady() {
    try {
      Awaitility.await("DynamoDB Local")
          .atMost(START)
          .failFast("it has ended", () -> !process.isAlive())
          .until(this::takesConnections);
    } catch (RuntimeException e) {
      close();
      throw new AssertionError("not ready, see " + output, e);
    }
  }

  private boolean takesConnections() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
