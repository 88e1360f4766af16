// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks where a log ends, once for all who ask at the same time. An answer is good only for those
 * who came before the question was sent: who comes while one is under way shares the next. So there
 * is never more than one question at a time, and each answer is as new as its reader needs.
 * Thread-safe.
 */
public final class LogEnd {
  private final Supplier<CompletableFuture<Long>> question;
  private @Nullable CompletableFuture<Long> underWay;
  private @Nullable CompletableFuture<Long> next;

  /** The question, which is sent when it is called and must not block. */
  public LogEnd(Supplier<CompletableFuture<Long>> question) {
    this.question = question;
  }

  /** An end that the log has at some moment after this call. */
  public CompletableFuture<Long> ask() {
    CompletableFuture<Long> mine;
    synchronized (this) {
      if (underWay != null) {
        if (next == null) {
          next = new CompletableFuture<>();
        }
        return next;
      }
      mine = new CompletableFuture<>();
      underWay = mine;
    }
    send(mine);
    return mine;
  }

  private void send(CompletableFuture<Long> mine) {
    CompletableFuture<Long> _ =
        answer()
            .whenComplete(
                (end, failure) -> {
                  CompletableFuture<Long> following = turn();
                  if (failure == null) {
                    mine.complete(end);
                  } else {
                    mine.completeExceptionally(failure);
                  }
                  if (following != null) {
                    send(following);
                  }
                });
  }

  private CompletableFuture<Long> answer() {
    try {
      return question.get();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e); // else nobody would ever ask again
    }
  }

  private synchronized @Nullable CompletableFuture<Long> turn() {
    underWay = next;
    next = null;
    return underWay;
  }
}
