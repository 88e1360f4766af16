// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;

/**
 * Sends a body piece by piece. What a client does not read stays in its own stream's window and
 * blocks only the thread that writes to it.
 */
final class StreamWriter implements StreamedBody.Outlet {
  private final CutOff cutOff;
  private final ServletOutputStream out;
  private final Framing framing;
  private final BooleanSupplier stopping;
  private volatile boolean gone;

  private StreamWriter(
      CutOff cutOff, ServletOutputStream out, Framing framing, BooleanSupplier stopping) {
    this.cutOff = cutOff;
    this.out = out;
    this.framing = framing;
    this.stopping = stopping;
  }

  /**
   * Sends the reply.
   *
   * @param cutOff for a client that leaves a piece unread for too long
   * @throws IOException when the client is gone
   */
  static void write(
      Reply.Streamed reply, HttpServletResponse response, CutOff cutOff, BooleanSupplier stopping)
      throws IOException {
    ServletContextRequest call = cutOff.call();
    response.setStatus(reply.status());
    response.setContentType(null); // Javalin has put text/plain there
    reply.headers().forEach(response::setHeader);
    Framing framing = Framing.of(call);
    StreamWriter writer = new StreamWriter(cutOff, response.getOutputStream(), framing, stopping);
    call.addFailureListener(_ -> writer.gone = true);
    Connection connection = call.getConnectionMetaData().getConnection();
    if (!(connection instanceof HTTP2Connection)) {
      // Else a reader may pause no longer than a call. The connection ends with the answer.
      connection.getEndPoint().setIdleTimeout(cutOff.patience().toMillis());
    }
    try {
      reply.body().sendTo(writer);
      writer.framing.end(writer.out);
    } catch (RuntimeException | Error e) {
      cutOff.now();
      throw e;
    }
  }

  @Override
  public void send(ByteBuffer piece) throws IOException {
    try (CutOff.Deadline _ = cutOff.begin()) {
      framing.write(piece, out);
      out.flush();
    }
  }

  @Override
  public boolean isOpen() {
    return !gone && !stopping.getAsBoolean();
  }
}
