// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What the operating system can be told to do with a process. */
public enum Signal {
  /** It stands still, without knowing. */
  STOP,
  /** It goes on after {@link #STOP}. */
  CONT;

  /** Sends it, and returns when it has been. */
  public void send(long pid) {
    try {
      int exit =
          new ProcessBuilder("sh", "-c", "kill -" + this + " " + pid).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("cannot send " + this + " to " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
