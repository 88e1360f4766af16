// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LogEndTest {
  private final List<CompletableFuture<Long>> questions = new ArrayList<>();
  private final LogEnd end =
      new LogEnd(
          () -> {
            questions.add(new CompletableFuture<>());
            return questions.getLast();
          });

  @Test
  void sharesOnlyAQuestionThatWasSentAfterTheCallerCame() {
    CompletableFuture<Long> first = end.ask();
    CompletableFuture<Long> second = end.ask();
    CompletableFuture<Long> third = end.ask();
    assertThat(questions).hasSize(1);

    questions.get(0).complete(5L);

    assertThat(first).isCompletedWithValue(5L);
    assertThat(second).isNotDone();
    assertThat(questions).hasSize(2);
    questions.get(1).complete(7L);
    assertThat(second).isCompletedWithValue(7L);
    assertThat(third).isCompletedWithValue(7L);
  }

  @Test
  void asksAgainOnceAllHaveBeenAnswered() {
    CompletableFuture<Long> first = end.ask();
    questions.get(0).complete(1L);
    CompletableFuture<Long> later = end.ask();
    questions.get(1).complete(2L);

    assertThat(first).isCompletedWithValue(1L);
    assertThat(later).isCompletedWithValue(2L);
  }

  @Test
  void aQuestionThatCannotBeSentKeepsNobodyFromAskingAgain() {
    List<CompletableFuture<Long>> later = new ArrayList<>();
    LogEnd failing =
        new LogEnd(
            () -> {
              later.add(CompletableFuture.completedFuture(4L));
              if (later.size() == 1) {
                throw new IllegalStateException("no thread");
              }
              return later.getLast();
            });

    assertThat(failing.ask()).isCompletedExceptionally();
    assertThat(failing.ask()).isCompletedWithValue(4L);
  }

  @Test
  void aFailureIsNotHandedOnToThoseWhoCameLater() {
    CompletableFuture<Long> first = end.ask();
    CompletableFuture<Long> second = end.ask();

    questions.get(0).completeExceptionally(new IllegalStateException("no leader"));
    questions.get(1).complete(3L);

    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedWithValue(3L);
  }
}
