// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.mapping.lineage.LineageEvent.Declaration.Adoption;
import io.offshard.mapping.lineage.LineageEvent.Declare;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AbsencesTest {
  private static final UUID ID = new UUID(0, 1);
  private static final String T = "orders";
  private static final Map<String, Listed> THERE = Map.of(T, new Listed(T, ID, false));
  private static final Map<String, Listed> ANEW = Map.of(T, new Listed(T, new UUID(0, 2), false));

  private final Logger logger = (Logger) LoggerFactory.getLogger(TopicWatch.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final MemoryLineage store = new MemoryLineage();
  private final Absences absences =
      new Absences(store, new MemoryTopicList(), () -> 0, UUID::randomUUID);

  @BeforeEach
  void adoptAndListen() {
    Adoption adoption = new Adoption(T, ID, 1, false, MemoryTopicList.USUAL.traits());
    var _ = store.append(new Declare(new UUID(1, 1), adoption));
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
  }

  @AfterEach
  void goAway() {
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  private void looks(Map<String, Listed> topics) {
    for (int i = 0; i < 3; i++) {
      var _ = absences.in(topics, store.current());
    }
  }

  @Test
  void bothEndsOfAnAbsenceAreToldOnce() {
    looks(THERE);
    looks(Map.of());
    looks(THERE);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Topic orders is not to be seen, nor is its stream: it was deleted, or Offshard is not"
                + " allowed to Describe it any more",
            "Topic orders is to be seen again");
  }

  @Test
  void aTopicThatWasMadeAnewIsNotCalledForbidden() {
    looks(ANEW);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Topic orders is not to be seen, nor is its stream: it was deleted and made anew");
  }
}
