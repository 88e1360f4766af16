// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/2 by prior knowledge. There is never a second one: a server that closes it
 * fails all the calls that follow.
 */
final class FuzzLaneHttp2 implements FuzzLane {
  private final HTTP2Client client = new HTTP2Client();
  private final HttpURI uri;
  private final Session session;

  FuzzLaneHttp2(URI endpoint) {
    uri = HttpURI.from("http", endpoint.getHost(), endpoint.getPort(), endpoint.getPath());
    try {
      client.start();
      InetSocketAddress address = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
      session = client.connect(address, new Session.Listener() {}).get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("no HTTP/2 at " + endpoint, e);
    }
  }

  @Override
  public Answer call(String operation, Encoding encoding, byte[] body) {
    HttpFields fields =
        HttpFields.build()
            .put("x-amz-target", "Kinesis_20131202." + operation)
            .put("content-type", encoding.contentType())
            .put("content-length", body.length);
    HeadersFrame head =
        new HeadersFrame(
            new MetaData.Request("POST", uri, HttpVersion.HTTP_2, fields), null, body.length == 0);
    Pending pending = new Pending();
    CompletableFuture<?> sent =
        session
            .newStream(head, pending)
            .thenAccept(opened -> send(opened, body))
            .whenComplete(pending::opened);
    try {
      return pending.answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UncheckedIOException(new IOException("no answer, sent: " + sent.isDone(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    LifeCycle.stop(client);
  }

  private static void send(Stream stream, byte[] body) {
    if (body.length > 0) {
      stream.data(new DataFrame(stream.getId(), ByteBuffer.wrap(body), true), Callback.NOOP);
    }
  }

  private static final class Pending implements Stream.Listener {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private Answer head = new Answer(0, "");

    void opened(@Nullable Void opened, @Nullable Throwable problem) {
      if (problem != null) {
        answer.completeExceptionally(problem);
      }
    }

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame) {
      if (frame.getMetaData() instanceof MetaData.Response response) {
        String type = response.getHttpFields().get("x-amzn-ErrorType");
        head = new Answer(response.getStatus(), type == null ? "" : type);
      }
      goOn(stream, frame.isEndStream());
    }

    @Override
    public void onDataAvailable(Stream stream) {
      Stream.Data data = stream.readData();
      boolean last = data != null && data.frame().isEndStream();
      if (data != null) {
        data.release();
      }
      goOn(stream, last);
    }

    private void goOn(Stream stream, boolean last) {
      if (last) {
        answer.complete(head);
      } else {
        stream.demand();
      }
    }

    @Override
    public void onReset(Stream stream, ResetFrame frame, Callback callback) {
      answer.completeExceptionally(new IOException("reset " + frame.getError()));
      callback.succeeded();
    }

    @Override
    public void onFailure(
        Stream stream, int error, String reason, Throwable failure, Callback callback) {
      answer.completeExceptionally(failure);
      callback.succeeded();
    }
  }
}
