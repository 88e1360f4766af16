// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.service.Batch;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * The memory that all tails share: when it is full, the oldest page of all is let go of, whoever
 * has not read it yet. For one thread.
 */
final class TailBuffer {
  /** What a record takes beside its bytes: an entry, two views, at worst two arrays. */
  private static final long BYTES_PER_RECORD = 200;

  private static final long BYTES_PER_PAGE = 200;

  private record Held(Tail tail, long bytes) {}

  private final Queue<Held> pages = new ArrayDeque<>();
  private final long most;
  private volatile long held;

  /** An empty one, that holds so many bytes, or a single page if that is larger. */
  TailBuffer(long most) {
    this.most = most;
  }

  /**
   * Hands a page to its tail.
   *
   * @param fetched the size of the array that its records are in, unless they were compressed
   */
  void add(Tail tail, Batch page, int fetched) {
    boolean kept = page.next() > tail.next();
    tail.append(page);
    if (kept) {
      hold(new Held(tail, weight(page, fetched)));
    }
  }

  private static long weight(Batch page, int fetched) {
    long records = 0;
    for (Batch.Entry entry : page.records()) {
      records += entry.bytes();
    }
    return Math.max(fetched, records) + BYTES_PER_RECORD * page.records().size() + BYTES_PER_PAGE;
  }

  private void hold(Held page) {
    pages.add(page);
    long bytes = held + page.bytes();
    while (bytes > most && pages.size() > 1) {
      Held oldest = pages.remove();
      oldest.tail().drop();
      bytes -= oldest.bytes();
    }
    held = bytes;
  }

  /** Lets go of all pages of a tail. */
  void forget(Tail tail) {
    tail.forget();
    long bytes = held;
    for (Iterator<Held> each = pages.iterator(); each.hasNext(); ) {
      Held page = each.next();
      if (page.tail() == tail) {
        each.remove();
        bytes -= page.bytes();
      }
    }
    held = bytes;
  }

  /** How much it holds; for any thread. */
  long bytes() {
    return held;
  }
}
