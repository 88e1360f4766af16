// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import org.eclipse.jetty.http2.RateControl;
import org.eclipse.jetty.http2.WindowRateControl;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.WindowUpdateFrame;
import org.eclipse.jetty.io.EndPoint;

/**
 * How many odd HTTP/2 frames a connection may send a second before it is closed. Every reader of
 * large answers sends window updates for streams that have ended, so Jetty's 128 a second for all
 * kinds closes honest connections; resets, pings and settings are what floods are made of.
 */
@SuppressWarnings("removal") // the only setter of Jetty 12.1 still takes the old type
final class FrameRates implements RateControl.Factory {
  private static final int LATE_FRAMES = 4000;
  private static final int OTHER_FRAMES = 512;

  @Override
  public RateControl newRateControl(EndPoint endPoint) {
    RateControl late = WindowRateControl.fromEventsPerSecond(LATE_FRAMES);
    RateControl other = WindowRateControl.fromEventsPerSecond(OTHER_FRAMES);
    return event ->
        (event instanceof WindowUpdateFrame || event instanceof DataFrame)
            ? late.onEvent(event)
            : other.onEvent(event);
  }
}
