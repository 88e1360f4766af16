// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;

/** An answer over HTTP/2 as it arrives; it may be left unread, or given up. */
final class H2Pieces implements Stream.Listener {
  private final CompletableFuture<MetaData.Response> head = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CompletableFuture<Integer> reset = new CompletableFuture<>();
  private final CompletableFuture<Stream> stream = new CompletableFuture<>();
  private final AtomicReference<String> text = new AtomicReference<>("");
  private volatile boolean paused;

  /** Leaves what comes from now on unread. */
  H2Pieces pause() {
    paused = true;
    return this;
  }

  MetaData.Response head() throws Exception {
    return head.get(10, TimeUnit.SECONDS);
  }

  void awaitText(String expected) {
    Awaitility.await().until(() -> text.get().equals(expected));
  }

  /** Waits for the orderly end. */
  boolean ends() throws InterruptedException {
    return ended.await(10, TimeUnit.SECONDS);
  }

  /** Waits until the server breaks it off. */
  int brokenOff() throws Exception {
    return reset.get(10, TimeUnit.SECONDS);
  }

  /** Wants no more. */
  void giveUp() {
    Stream given = stream.join();
    given.reset(new ResetFrame(given.getId(), 8), Callback.NOOP);
  }

  @Override
  public void onHeaders(Stream stream, HeadersFrame frame) {
    this.stream.complete(stream);
    head.complete((MetaData.Response) frame.getMetaData());
    stream.demand();
  }

  @Override
  public void onDataAvailable(Stream stream) {
    if (paused) {
      return;
    }
    Stream.Data data = stream.readData();
    if (data == null) {
      stream.demand();
      return;
    }
    ByteBuffer bytes = data.frame().getByteBuffer();
    String more = UTF_8.decode(bytes).toString();
    text.updateAndGet(before -> before + more);
    boolean last = data.frame().isEndStream();
    data.release();
    if (last) {
      ended.countDown();
    } else {
      stream.demand();
    }
  }

  @Override
  public void onReset(Stream stream, ResetFrame frame, Callback callback) {
    reset.complete(frame.getError());
    callback.succeeded();
  }
}
