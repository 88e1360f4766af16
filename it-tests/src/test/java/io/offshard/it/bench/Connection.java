// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept HTTP/1.1 connection with one call at a time. Understands answers with a Content-Length
 * and no others. Not thread-safe.
 */
final class Connection implements AutoCloseable {

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final String LENGTH = "\r\ncontent-length:";

  private final Format format;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[64 * 1024];

  Connection(URI endpoint, Format format) {
    this.format = format;
    try {
      socket = new Socket(endpoint.getHost(), endpoint.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How bodies are encoded here. */
  Format format() {
    return format;
  }

  /** Sends prebuilt bytes and waits for the whole answer. */
  Reply call(byte[] request) {
    try {
      out.write(request);
      int filled = 0;
      int body = -1;
      while (body < 0) {
        int from = Math.max(0, filled - HEAD_END.length);
        filled += read(filled);
        body = new Reply(format, 0, buffer, from, filled).find(HEAD_END, from);
      }
      body += HEAD_END.length;
      String head = new String(buffer, 0, body, ISO_8859_1);
      int end = body + length(head);
      if (end > buffer.length) {
        buffer = Arrays.copyOf(buffer, end + end / 4);
      }
      while (filled < end) {
        filled += read(filled);
      }
      return new Reply(format, Integer.parseInt(head, 9, 12, 10), buffer, body, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call that must succeed, built on the spot: for what is not measured. */
  Reply call(String operation, Body body) {
    return call(format.request(operation, body.bytes())).ok();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int read(int at) throws IOException {
    int count = in.read(buffer, at, buffer.length - at);
    if (count <= 0) {
      throw new EOFException("the server closed the connection, or its head is too long");
    }
    return count;
  }

  private static int length(String head) {
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0) {
      throw new IllegalStateException("no Content-Length: " + head);
    }
    int start = at + LENGTH.length();
    return Integer.parseInt(head.substring(start, head.indexOf('\r', start)).strip());
  }
}
