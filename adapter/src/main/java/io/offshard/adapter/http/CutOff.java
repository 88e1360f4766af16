// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends an answer that its client does not read: the write under way and all to come fail, by the
 * end of the stream over HTTP/2, of the connection over HTTP/1.1. Jetty's own time-outs measure
 * silence, so a client that reads a byte a minute would never be done with.
 *
 * @param call whose answer it is
 */
record CutOff(ServletContextRequest call, Scheduler scheduler, Duration patience) {

  /** Something to be written in time; closed when it is. */
  interface Deadline extends AutoCloseable {
    @Override
    void close();
  }

  Deadline begin() {
    Scheduler.Task task = scheduler.schedule(this::now, patience.toMillis(), TimeUnit.MILLISECONDS);
    return task::cancel;
  }

  void now() {
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
}
