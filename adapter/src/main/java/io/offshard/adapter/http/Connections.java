// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many clients are connected to the ports of one server, and how many may be. Thread-safe. */
final class Connections {
  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final LongAdder slow = new LongAdder();

  Connections(int most) {
    this.most = most;
  }

  /**
   * One more; {@link #closed()} must follow in any case.
   *
   * @return whether it may stay
   */
  boolean opened() {
    boolean room = open.incrementAndGet() <= most;
    if (!room) {
      refused.increment();
    }
    return room;
  }

  void closed() {
    open.decrementAndGet();
  }

  /** One has been cut because its client took too long over the head of a request. */
  void cut() {
    slow.increment();
  }

  int open() {
    return open.get();
  }

  long refused() {
    return refused.sum();
  }

  long slow() {
    return slow.sum();
  }
}
