// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import io.offshard.it.broker.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Kafka clients and one broker on this machine, and fails on demand. Clients that
 * begin here stay here, since the broker's address is changed in what it says of itself; whoever
 * uses the broker's own address is not concerned. Passes everything at first. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

  /** What becomes of an answer; null for a connection that ends in its place. */
  interface Rule {
    @Nullable Answer apply(Answer answer);
  }

  private enum State {
    PASSING,
    FROZEN,
    DEAF
  }

  private final int port = Ports.free();
  private final int brokerPort;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile State state = State.PASSING;
  private volatile Rule rule = answer -> answer;
  private ServerSocket door;

  private FaultProxy(int brokerPort) {
    this.brokerPort = brokerPort;
    this.door = opened();
  }

  /** A proxy for the broker at that address. */
  public static FaultProxy before(String bootstrapServer) {
    return new FaultProxy(
        Integer.parseInt(bootstrapServer.substring(bootstrapServer.lastIndexOf(':') + 1)));
  }

  /** Its own address, as Kafka clients take it. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Everything passes, also what was held back; clients can connect. Rules for answers stay. */
  public void pass() {
    become(State.PASSING);
    synchronized (this) {
      if (door.isClosed()) {
        door = opened();
      }
    }
  }

  /** Connections live on and can be made, and nothing passes. Nothing is lost by it. */
  public void freeze() {
    become(State.FROZEN);
  }

  /**
   * Requests pass and answers vanish. A connection that has lost one never gets another, not even
   * after {@link #pass}: its client would take it for the lost one.
   */
  public void loseAnswers() {
    become(State.DEAF);
  }

  /** Ends every connection; clients may connect again. */
  public void cut() {
    links.forEach(Link::cut);
  }

  /** Ends every connection, and nobody can connect until {@link #pass}. */
  public void refuse() {
    synchronized (this) {
      close(door);
    }
    cut();
  }

  /** What becomes of each answer from now on, while answers pass. */
  void onAnswers(Rule change) {
    rule = change;
  }

  @Override
  public void close() {
    refuse();
    become(State.PASSING);
  }

  private synchronized void become(State next) {
    state = next;
    notifyAll();
  }

  private synchronized void awaitThaw() throws InterruptedException {
    while (state == State.FROZEN) {
      wait();
    }
  }

  private ServerSocket opened() {
    try {
      ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> accept(opened));
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        connect(from.accept());
      } catch (IOException closed) {
        // The door, or the broker: either ends this one client only.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Link link =
          new Link(client, new Socket(InetAddress.getLoopbackAddress(), brokerPort), toll());
      links.add(link);
      link.start(() -> links.remove(link));
      if (door.isClosed()) {
        link.cut();
      }
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  private Link.Toll toll() {
    return new Link.Toll() {
      @Override
      public void request() throws InterruptedException {
        awaitThaw();
      }

      @Override
      public boolean isDeaf() {
        return state == State.DEAF;
      }

      @Override
      public @Nullable Answer answer(Answer answer) throws InterruptedException {
        awaitThaw();
        return rule.apply(answer.withBrokersAt(port));
      }
    };
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
