// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.LoggerFactory;

/**
 * The broker process that {@link EmbeddedBroker} starts. Arguments: data directory, port, and Kafka
 * settings as {@code name=value}, which come last and win.
 *
 * <p>Prints one line of {@link BrokerProtocol} on standard output. The end of standard input means
 * that the parent is gone, however it went, and shuts the broker down in order. Signals of the
 * terminal are ignored: Ctrl-C reaches the whole process group, but the adapter drains first.
 */
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] arguments) {
    Path dataDir = Path.of(arguments[0]);
    ignoreSignal("INT");
    ignoreSignal("HUP");
    Thread.ofPlatform().name("parent").daemon().start(() -> exitAtEnd(System.in));
    try {
      BrokerLock lock = BrokerLock.tryAcquire(dataDir).orElse(null);
      if (lock == null) {
        throw new IOException("another broker runs on " + dataDir);
      }
      Properties settings =
          BrokerSettings.of(logs(dataDir), Integer.parseInt(arguments[1]), freePort());
      for (String setting : List.of(arguments).subList(2, arguments.length)) {
        int equals = setting.indexOf('=');
        settings.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
      }
      serve(logs(dataDir), settings, lock);
    } catch (Exception e) {
      LoggerFactory.getLogger(BrokerMain.class).error("the broker cannot start", e);
      System.out.println(BrokerProtocol.failed(causes(e)));
      // Not exit: Kafka's threads that did start would not let go.
      Runtime.getRuntime().halt(1);
    }
  }

  private static void serve(Path logs, Properties settings, BrokerLock lock) throws Exception {
    try {
      KafkaRaftServer server = start(logs, settings);
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
      System.out.println(BrokerProtocol.READY);
      server.awaitShutdown();
    } finally {
      // An unreachable channel would be closed, and the lock lost.
      Reference.reachabilityFence(lock);
    }
  }

  private static Path logs(Path dataDir) {
    return dataDir.resolve("kafka");
  }

  private static KafkaRaftServer start(Path logs, Properties settings) throws Exception {
    format(logs);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    return server;
  }

  /** What kafka-storage.sh does; a directory half formatted by a killed process is done again. */
  private static void format(Path logs) throws Exception {
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerSettings.NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(logs.toString())
        .addDirectory(logs.toString())
        .setIgnoreFormatted(true)
        .run();
  }

  /** The controller, unlike the broker, cannot choose its own port: its address is a setting. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The messages of the failure and its causes, on one line. */
  private static String causes(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
      messages.add(message.lines().findFirst().orElse(""));
    }
    return String.join(": ", messages);
  }

  /**
   * By reflection: the compiler's warning about the class, which has no successor, has no switch.
   */
  private static void ignoreSignal(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ignore = handler.getField("SIG_IGN").get(null);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
    } catch (ReflectiveOperationException e) {
      LoggerFactory.getLogger(BrokerMain.class).warn("cannot ignore signal {}", name, e);
    }
  }

  /** While the broker starts this is as good as a crash, which Kafka's log is made for. */
  private static void exitAtEnd(InputStream parent) {
    try {
      parent.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LoggerFactory.getLogger(BrokerMain.class).debug("standard input ended", e);
    }
    System.exit(0);
  }
}
