// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Sends a body piece by piece. What a client does not read stays in its own stream's window and
 * blocks only the thread that writes to it.
 */
final class StreamWriter implements StreamedBody.Outlet {
  private final ServletContextRequest call;
  private final ServletOutputStream out;
  private final Framing framing;
  private final Scheduler scheduler;
  private final Duration patience;
  private final BooleanSupplier stopping;
  private volatile boolean gone;

  private StreamWriter(
      ServletContextRequest call,
      ServletOutputStream out,
      Framing framing,
      Scheduler scheduler,
      Duration patience,
      BooleanSupplier stopping) {
    this.call = call;
    this.out = out;
    this.framing = framing;
    this.scheduler = scheduler;
    this.patience = patience;
    this.stopping = stopping;
  }

  /**
   * Sends the reply.
   *
   * @param patience how long a client may leave a piece unread
   * @throws IOException when the client is gone
   */
  static void write(
      Reply.Streamed reply,
      HttpServletRequest request,
      HttpServletResponse response,
      Scheduler scheduler,
      Duration patience,
      BooleanSupplier stopping)
      throws IOException {
    ServletContextRequest call = ServletContextRequest.getServletContextRequest(request);
    response.setStatus(reply.status());
    response.setContentType(null); // Javalin has put text/plain there
    reply.headers().forEach(response::setHeader);
    Framing framing = Framing.of(call);
    StreamWriter writer =
        new StreamWriter(call, response.getOutputStream(), framing, scheduler, patience, stopping);
    call.addFailureListener(_ -> writer.gone = true);
    Connection connection = call.getConnectionMetaData().getConnection();
    if (!(connection instanceof HTTP2Connection)) {
      // Else a reader may pause no longer than a call. The connection ends with the answer.
      connection.getEndPoint().setIdleTimeout(patience.toMillis());
    }
    try {
      reply.body().sendTo(writer);
      writer.framing.end(writer.out);
    } catch (RuntimeException | Error e) {
      writer.breakOff();
      throw e;
    }
  }

  @Override
  public void send(ByteBuffer piece) throws IOException {
    Scheduler.Task deadline =
        scheduler.schedule(this::breakOff, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      framing.write(piece, out);
      out.flush();
    } finally {
      deadline.cancel();
    }
  }

  /**
   * Fails the write under way and all to come: by the end of the stream over HTTP/2, of the
   * connection over HTTP/1.1. Jetty's own time-outs measure silence, so a client that reads a byte
   * a minute would never be done with.
   */
  private void breakOff() {
    if (call.getConnectionMetaData().getConnection() instanceof HTTP2Connection connection) {
      Stream stream = connection.getSession().getStream(Integer.parseInt(call.getId()));
      if (stream != null) {
        stream.reset(
            new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
      }
    } else {
      call.getConnectionMetaData().getConnection().getEndPoint().close();
    }
  }

  @Override
  public boolean isOpen() {
    return !gone && !stopping.getAsBoolean();
  }
}
