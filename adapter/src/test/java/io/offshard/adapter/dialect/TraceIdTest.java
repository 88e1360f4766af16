// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";

  @Test
  void openTelemetrysHeaderNamesTheTrace() {
    assertThat(TraceId.of(Headers.of("TraceParent", PARENT)))
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void laterVersionsMayAddToTheHeader() {
    assertThat(TraceId.of(Headers.of("traceparent", "01" + PARENT.substring(2) + "-more")))
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ROOT,
        ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1",
        "Self=1-67891234-12456789abcdef012345678; " + ROOT
      })
  void xRaysRootIsTheSameInOneWord(String header) {
    assertThat(TraceId.of(Headers.of("X-Amzn-Trace-Id", header)))
        .isEqualTo("5759e988bd862e3fe1be46a994272793");
  }

  @Test
  void theTraceOfOpenTelemetryComesFirst() {
    assertThat(TraceId.of(Headers.of("X-Amzn-Trace-Id", ROOT, "traceparent", PARENT)))
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01garbage",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01garbage",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473\n-00f067aa0ba902b7-01",
        "Root=1-5759e988-bd862e3fe1be46a99427279",
        "NoRoot=1-5759e988-bd862e3fe1be46a994272793"
      })
  void whatIsMalformedIsNoTrace(String header) {
    assertThat(TraceId.of(Headers.of("traceparent", header))).isNull();
    assertThat(TraceId.of(Headers.of("X-Amzn-Trace-Id", header))).isNull();
  }

  @Test
  void aHeaderWithoutBoundIsNotLookedAt() {
    assertThat(TraceId.of(Headers.of("traceparent", PARENT + "-" + "a".repeat(9_000)))).isNull();
    assertThat(TraceId.of(Headers.of("X-Amzn-Trace-Id", "Root=;".repeat(2_000)))).isNull();
  }

  @Test
  void mostRequestsHaveNone() {
    assertThat(TraceId.of(Headers.of("host", "localhost"))).isNull();
  }
}
