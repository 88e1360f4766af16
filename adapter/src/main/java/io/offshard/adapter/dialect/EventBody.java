// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.http.StreamedBody;
import java.io.IOException;

/** Sends events as they come, and tells what became of it once, at the end. For one call. */
final class EventBody implements StreamedBody {
  /** Is told how an answer has ended. */
  @FunctionalInterface
  interface Ending {
    void ended(String result, long bytes);
  }

  private final Events events;
  private final Ending ending;
  private String result = Answer.OK; // also of one whose client has gone
  private long bytes;

  EventBody(Events events, Ending ending) {
    this.events = events;
    this.ending = ending;
  }

  @Override
  public void sendTo(Outlet outlet) throws IOException {
    try (events) {
      boolean more = true;
      do { // the first event always, which tells the client that it was understood
        switch (events.next()) {
          case Events.Next.Event event -> {
            int length = event.frame().remaining();
            outlet.send(event.frame());
            bytes += length;
          }
          case Events.Next.Nothing nothing -> {}
          case Events.Next.End end -> {
            result = end.result();
            more = false;
          }
        }
      } while (more && outlet.isOpen());
    } finally {
      ending.ended(result, bytes);
    }
  }
}
