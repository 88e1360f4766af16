// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import io.offshard.adapter.service.StreamFault.Unavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What becomes of each call that leaves the process, in turn; fine when nothing is planned. */
final class Weather {

  /** What becomes of a call. */
  enum Fate {
    FINE,
    /** It has not happened, and the caller cannot know. */
    LOST,
    /** It has happened, and the caller cannot know. */
    UNANSWERED,
    /** The process dies before it. */
    CRASH_BEFORE,
    /** The process dies after it. */
    CRASH_AFTER
  }

  /** The end of a process; an error, as nobody survives it by catching exceptions. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Deque<Fate> plan = new ArrayDeque<>();
  private int calls;

  /** Plans the fates of the next calls. */
  void plan(List<Fate> fates) {
    plan.clear();
    plan.addAll(fates);
  }

  int calls() {
    return calls;
  }

  <T> T through(Supplier<T> call) {
    calls++;
    Fate fate = plan.isEmpty() ? Fate.FINE : plan.remove();
    return switch (fate) {
      case FINE -> call.get();
      case LOST -> throw new StreamFaultException(new Unavailable("lost"));
      case UNANSWERED -> {
        var _ = call.get();
        throw new StreamFaultException(new Unavailable("unanswered"));
      }
      case CRASH_BEFORE -> throw new Crash();
      case CRASH_AFTER -> {
        var _ = call.get();
        throw new Crash();
      }
    };
  }
}
