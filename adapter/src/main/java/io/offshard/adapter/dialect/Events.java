// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import java.nio.ByteBuffer;

/**
 * An answer that is told event by event, for as long as its client listens. For one thread, which
 * asks for the next event when the one before it has been sent.
 */
public interface Events extends AutoCloseable {
  /** Waits for the next event, but only a moment, as the client may go in the meantime. */
  Next next();

  /** Nobody listens any more. */
  @Override
  void close();

  /** What there is to be sent. */
  sealed interface Next {
    /**
     * An event.
     *
     * @param frame as it goes over the wire, backed by an array
     */
    record Event(ByteBuffer frame) implements Next {}

    /** Nothing for the moment. */
    record Nothing() implements Next {}

    /**
     * It is over.
     *
     * @param result {@code ok} or the type of the error that was told last, a label of the metrics
     */
    record End(String result) implements Next {}
  }
}
