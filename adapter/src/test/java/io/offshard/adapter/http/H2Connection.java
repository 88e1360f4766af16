// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.component.LifeCycle;

/** One HTTP/2 connection by prior knowledge: the preface is the first thing that it sends. */
final class H2Connection implements AutoCloseable {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Response(int status, HttpFields headers, byte[] body) {}

  private final HTTP2Client client = new HTTP2Client();
  private final CompletableFuture<GoAwayFrame> goAway = new CompletableFuture<>();
  private final int port;
  private final Session session;

  H2Connection(int port) throws Exception {
    this(port, 16 << 20);
  }

  /** One that takes so many bytes of each stream before they are read. */
  H2Connection(int port, int streamWindow) throws Exception {
    this.port = port;
    client.setInitialStreamRecvWindow(streamWindow);
    client.setInitialSessionRecvWindow(64 << 20);
    client.start();
    Session.Listener listener =
        new Session.Listener() {
          @Override
          public void onGoAway(Session session, GoAwayFrame frame) {
            goAway.complete(frame);
          }
        };
    session =
        client
            .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), listener)
            .get(10, TimeUnit.SECONDS);
  }

  /** Completed when the server has said that it takes no more streams. */
  CompletableFuture<GoAwayFrame> goAway() {
    return goAway;
  }

  CompletableFuture<Response> post(String path, byte[] body) {
    Answer answer = new Answer();
    session.newStream(
        head(path, HttpFields.build().put("content-length", body.length)),
        new Promise.Invocable.NonBlocking<>() {
          @Override
          public void succeeded(Stream stream) {
            stream.data(new DataFrame(stream.getId(), ByteBuffer.wrap(body), true), Callback.NOOP);
          }

          @Override
          public void failed(Throwable problem) {
            answer.done.completeExceptionally(problem);
          }
        },
        answer);
    return answer.done;
  }

  /** A call of which only the head and the first bytes are ever sent. */
  CompletableFuture<Response> stall(String path, int promised) {
    Answer answer = new Answer();
    session.newStream(
        head(path, HttpFields.build().put("content-length", promised)), Promise.noop(), answer);
    return answer.done;
  }

  /** A call whose answer is read piece by piece. */
  H2Pieces listen(String path) {
    H2Pieces pieces = new H2Pieces();
    MetaData.Request head =
        new MetaData.Request(
            "GET",
            HttpURI.from("http", "127.0.0.1", port, path),
            HttpVersion.HTTP_2,
            HttpFields.EMPTY);
    session.newStream(new HeadersFrame(head, null, true), Promise.noop(), pieces);
    return pieces;
  }

  private HeadersFrame head(String path, HttpFields.Mutable fields) {
    HttpURI uri = HttpURI.from("http", "127.0.0.1", port, path);
    return new HeadersFrame(
        new MetaData.Request("POST", uri, HttpVersion.HTTP_2, fields), null, false);
  }

  @Override
  public void close() {
    LifeCycle.stop(client);
  }

  private static final class Answer implements Stream.Listener {
    private final CompletableFuture<Response> done = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private MetaData.Response head =
        new MetaData.Response(0, null, HttpVersion.HTTP_2, HttpFields.EMPTY);

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame) {
      head = (MetaData.Response) frame.getMetaData();
      if (frame.isEndStream()) {
        finish();
      } else {
        stream.demand();
      }
    }

    @Override
    public void onDataAvailable(Stream stream) {
      Stream.Data data = stream.readData();
      if (data == null) {
        stream.demand();
        return;
      }
      ByteBuffer bytes = data.frame().getByteBuffer();
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      body.writeBytes(copy);
      boolean last = data.frame().isEndStream();
      data.release();
      if (last) {
        finish();
      } else {
        stream.demand();
      }
    }

    @Override
    public void onReset(Stream stream, ResetFrame frame, Callback callback) {
      done.completeExceptionally(new IOException("reset " + frame.getError()));
      callback.succeeded();
    }

    @Override
    public void onFailure(
        Stream stream, int error, String reason, Throwable failure, Callback callback) {
      done.completeExceptionally(failure);
      callback.succeeded();
    }

    private void finish() {
      done.complete(new Response(head.getStatus(), head.getHttpFields(), body.toByteArray()));
    }
  }
}
