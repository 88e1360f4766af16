// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/** One client's connection to the broker, by way of the proxy. It ends as a whole. */
final class Link {

  /** What the proxy has to say about what passes. */
  interface Toll {
    /** Returns when a request may go on. */
    void request() throws InterruptedException;

    /** Whether answers vanish. */
    boolean isDeaf();

    /** Returns when an answer may go on, changed or not; null ends the link in its place. */
    @Nullable Answer answer(Answer answer) throws InterruptedException;
  }

  /** A step that goes on for as long as there is something to carry. */
  private interface Carrier {
    void carry() throws IOException, InterruptedException;
  }

  private final Socket client;
  private final Socket broker;
  private final Toll toll;
  private final Map<Integer, RequestHeader> asked = new ConcurrentHashMap<>();

  Link(Socket client, Socket broker, Toll toll) {
    this.client = client;
    this.broker = broker;
    this.toll = toll;
  }

  /** Begins to carry both ways; {@code ended} is called when it has ended. */
  void start(Runnable ended) {
    Thread.ofVirtual().start(() -> run(this::requests, ended));
    Thread.ofVirtual().start(() -> run(this::answers, ended));
  }

  /** Ends it for both sides at once. */
  void cut() {
    for (Socket side : new Socket[] {client, broker}) {
      try {
        side.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void run(Carrier carrier, Runnable ended) {
    try {
      carrier.carry();
    } catch (IOException | InterruptedException over) {
      // One side has gone away, which the other side shall see.
    } finally {
      cut();
      ended.run();
    }
  }

  private void requests() throws IOException, InterruptedException {
    DataInputStream in = input(client);
    DataOutputStream out = new DataOutputStream(broker.getOutputStream());
    while (true) {
      ByteBuffer frame = read(in);
      RequestHeader header = RequestHeader.parse(frame.duplicate());
      asked.put(header.correlationId(), header);
      toll.request();
      write(out, frame);
    }
  }

  private void answers() throws IOException, InterruptedException {
    DataInputStream in = input(broker);
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    boolean deaf = false;
    while (true) {
      ByteBuffer frame = read(in);
      RequestHeader request = Objects.requireNonNull(asked.remove(frame.getInt(0)));
      deaf |= toll.isDeaf();
      if (deaf) {
        continue;
      }
      Answer answer = toll.answer(new Answer(request, frame));
      if (answer == null) {
        return;
      }
      write(out, answer.frame());
    }
  }

  private static DataInputStream input(Socket from) throws IOException {
    return new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
  }

  private static ByteBuffer read(DataInputStream in) throws IOException {
    byte[] frame = in.readNBytes(in.readInt());
    if (frame.length < Integer.BYTES) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(frame);
  }

  private static void write(DataOutputStream out, ByteBuffer frame) throws IOException {
    byte[] whole = new byte[Integer.BYTES + frame.remaining()];
    ByteBuffer.wrap(whole).putInt(frame.remaining()).put(frame.duplicate());
    out.write(whole);
  }
}
