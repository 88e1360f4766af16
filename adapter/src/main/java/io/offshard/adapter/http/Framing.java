// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;

/** How the pieces of an answer lie on the wire. */
enum Framing {
  /** By somebody else: HTTP/2 has frames, and the body of HTTP/1.0 ends with the connection. */
  NONE {
    @Override
    void write(ByteBuffer piece, OutputStream out) throws IOException {
      out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
    }

    @Override
    void end(OutputStream out) {}
  },

  /**
   * As chunks that end where the piece does. Jetty's own end when the next one begins, and clients
   * that hand on whole chunks, as Python's do, would see each piece one piece late.
   */
  CHUNKS {
    @Override
    void write(ByteBuffer piece, OutputStream out) throws IOException {
      out.write((Integer.toHexString(piece.remaining()) + "\r\n").getBytes(US_ASCII));
      NONE.write(piece, out);
      out.write(LINE_END);
    }

    @Override
    void end(OutputStream out) throws IOException {
      out.write(LAST);
      out.flush();
    }
  };

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST = {'0', '\r', '\n', '\r', '\n'};

  /** The one for the answer to a call, whose head is not sent yet and tells of it from now on. */
  static Framing of(ServletContextRequest call) {
    if (call.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1) {
      return NONE;
    }
    // Jetty leaves a body alone that ends with the connection, and a header it does not recognise.
    call.getServletContextResponse()
        .getHeaders()
        .put(HttpHeader.CONNECTION, "close")
        .add(new HttpField(null, "Transfer-Encoding", "chunked"));
    return CHUNKS;
  }

  /** Writes a piece, backed by an array and not empty. */
  abstract void write(ByteBuffer piece, OutputStream out) throws IOException;

  /** After the last piece. */
  abstract void end(OutputStream out) throws IOException;
}
