// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A body that comes into being while it is sent. */
@FunctionalInterface
public interface StreamedBody {
  /**
   * Sends all of it, on the virtual thread of the call; the answer ends in order when it returns.
   * Anything thrown breaks it off, so that the client does not take it for the end.
   *
   * @throws IOException when the client is gone
   */
  void sendTo(Outlet outlet) throws IOException;

  /** Where the pieces go. For one thread. */
  interface Outlet {
    /**
     * Sends a piece at once, and waits for as long as the client takes no more: of one that has
     * stopped to read no more than this piece is in memory.
     *
     * @param piece backed by an array
     * @throws IOException when the client is gone, or did not take it in time
     */
    void send(ByteBuffer piece) throws IOException;

    /** Whether there is anybody to send to; false from the moment on that the server stops. */
    boolean isOpen();
  }
}
