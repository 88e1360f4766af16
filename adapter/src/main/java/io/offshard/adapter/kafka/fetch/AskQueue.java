// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a connection to be free. The longer a request takes, the more gather here and go
 * into the next one: no timer is needed. For one thread.
 */
final class AskQueue {
  /** A broker answers so many empty partitions in about a millisecond. */
  static final int MOST = 256;

  private Deque<Ask<?>> waiting = new ArrayDeque<>();

  void add(Ask<?> ask) {
    waiting.add(ask);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void failAll(RuntimeException problem) {
    waiting.forEach(ask -> ask.fail(problem));
    waiting.clear();
  }

  /**
   * The request to send next: the one that waits longest and all that fit in with it. Null when
   * nobody waits any more.
   */
  @Nullable Round next() {
    waiting.removeIf(ask -> ask.answer().isDone());
    return switch (waiting.peek()) {
      case null -> null;
      case Ask.Fetch _ -> new FetchRound(take(Ask.Fetch.class));
      case Ask.Offset _ -> new OffsetRound(take(Ask.Offset.class));
      case Ask.Topic _ -> new TopicRound(take(Ask.Topic.class));
    };
  }

  private <T extends Ask<?>> List<T> take(Class<T> kind) {
    List<T> taken = new ArrayList<>();
    Deque<Ask<?>> left = new ArrayDeque<>();
    Set<Object> subjects = new HashSet<>();
    Map<String, Uuid> ids = new HashMap<>();
    for (Ask<?> ask : waiting) {
      if (kind.isInstance(ask)
          && taken.size() < MOST
          && sameTopic(ask, ids)
          && subjects.add(ask.subject())) {
        taken.add(kind.cast(ask));
      } else {
        left.add(ask);
      }
    }
    waiting = left;
    return taken;
  }

  /** A request cannot name a topic and its predecessor of the same name. */
  private static boolean sameTopic(Ask<?> ask, Map<String, Uuid> ids) {
    if (ask instanceof Ask.Fetch fetch) {
      Uuid id = fetch.partition().topicId();
      return id.equals(ids.computeIfAbsent(fetch.partition().topic(), _ -> id));
    }
    return true;
  }
}
