// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/**
 * A connection on which anything can be sent, one byte for each character. A server that does not
 * answer or close within ten seconds fails the test.
 */
final class RawSocket implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;

  RawSocket(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
  }

  DataInputStream in() {
    return in;
  }

  /** Sends it, as far as the server takes it: it may have closed the connection. */
  RawSocket send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException closed) {
      // What it has said before is still to be read.
    }
    return this;
  }

  /** Says that nothing more will come, and reads all that the server has to say. */
  String finish() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (IOException closed) {
      // By the server already.
    }
    StringBuilder said = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        said.append((char) c);
      }
    } catch (SocketException reset) {
      // The server had closed before it was sent all.
    }
    return said.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
