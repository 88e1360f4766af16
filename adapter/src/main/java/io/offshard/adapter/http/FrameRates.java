// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.time.Duration;
import org.eclipse.jetty.http2.RateControl;
import org.eclipse.jetty.http2.WindowRateControl;
import org.eclipse.jetty.http2.frames.ContinuationFrame;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.WindowUpdateFrame;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.NanoTime;

/**
 * How many odd HTTP/2 frames a connection may send a second before it is closed. Every reader of
 * large answers sends window updates for streams that have ended, so Jetty's 128 a second for all
 * kinds closes honest connections; resets, pings and settings are what floods are made of. Fields
 * that go on in further frames must be whole in time too.
 *
 * @param headTimeout how long after the first such frame the last one may come
 */
@SuppressWarnings("removal") // the only setter of Jetty 12.1 still takes the old type
record FrameRates(Duration headTimeout) implements RateControl.Factory {
  private static final int LATE_FRAMES = 4000;
  private static final int OTHER_FRAMES = 512;

  @Override
  public RateControl newRateControl(EndPoint endPoint) {
    RateControl late = WindowRateControl.fromEventsPerSecond(LATE_FRAMES);
    RateControl other = WindowRateControl.fromEventsPerSecond(OTHER_FRAMES);
    Continuation continuation = new Continuation(headTimeout);
    return event ->
        switch (event) {
          case WindowUpdateFrame frame -> late.onEvent(frame);
          case DataFrame frame -> late.onEvent(frame);
          case ContinuationFrame frame -> continuation.inTime(frame) && other.onEvent(frame);
          default -> other.onEvent(event);
        };
  }

  /** Of the fields of one request, or of none. For one connection's reading thread at a time. */
  private static final class Continuation {
    private final Duration timeout;
    private boolean begun;
    private long since;

    Continuation(Duration timeout) {
      this.timeout = timeout;
    }

    boolean inTime(ContinuationFrame frame) {
      if (!begun) {
        since = NanoTime.now();
      }
      begun = !frame.isEndHeaders();
      return NanoTime.since(since) <= timeout.toNanos();
    }
  }
}
