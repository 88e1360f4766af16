// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static io.offshard.adapter.dialect.TinyDialect.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import io.offshard.adapter.observe.AccessLog;
import io.offshard.adapter.observe.Meters;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggedCallsTest {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Meters meters = new Meters();
  private final Dispatcher dispatcher =
      new Dispatcher(List.of(TinyDialect.table()), Authentication.NONE, meters, AccessLog::write);

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
    root.setLevel(Level.INFO);
  }

  @AfterEach
  void leave() {
    root.setLevel(Level.OFF);
    root.detachAppender(log);
    meters.close();
  }

  @Test
  void anErrorOfTheCallerIsOneLineWithoutItsData() {
    dispatcher.serve(json("Tiny_2026.Greet", "{\"Name\":\"nobody\"}"));
    dispatcher.serve(json("Tiny_2026.Nobody", "{\"Name\":\"nobody\"}"));

    assertThat(log.list)
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.getLoggerName()).isEqualTo("access");
              assertThat(event.getFormattedMessage()).doesNotContainIgnoringCase("nobody");
              assertThat(event.getThrowableProxy()).isNull();
            });
  }

  @Test
  void theTraceOfTheCallerEndsItsLine() {
    Exchange plain = json("Tiny_2026.Greet", "{\"Name\":\"bob\"}");
    Headers traced =
        Headers.of(
            "Content-Type",
            "application/x-amz-json-1.1",
            "X-Amz-Target",
            "Tiny_2026.Greet",
            "traceparent",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    dispatcher.serve(
        new Exchange(
            plain.requestId(),
            plain.method(),
            plain.path(),
            plain.query(),
            plain.authority(),
            traced,
            plain.body(),
            plain.protocol(),
            plain.remote()));
    dispatcher.serve(plain);

    assertThat(log.list.getFirst().getFormattedMessage())
        .contains(" result=ok ")
        .endsWith(" trace=4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(log.list.getLast().getFormattedMessage()).doesNotContain("trace");
  }

  @Test
  void anErrorOfOursHasItsStackTraceOnceAndTheRequestId() {
    dispatcher.serve(json("Tiny_2026.Break", "{\"Name\":\"bob\"}"));

    assertThat(log.list)
        .filteredOn(event -> event.getThrowableProxy() != null)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.ERROR);
              assertThat(event.getFormattedMessage()).isEqualTo("Break id-1 failed");
            });
    assertThat(log.list).filteredOn(event -> event.getLoggerName().equals("access")).hasSize(1);
  }
}
