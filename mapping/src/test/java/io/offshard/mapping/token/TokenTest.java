// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenTest {
  private static final UUID TOPIC = new UUID(1, 2);
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");

  @Test
  void timesAreKeptInMilliseconds() {
    Instant kept = Instant.parse("2026-11-21T10:00:00.123Z");

    assertThat(new IteratorToken(TOPIC, 0, 0, NOW).issuedAt()).isEqualTo(kept);
    assertThat(new ShardPageToken(TOPIC, 0, 0, 0, NOW, NOW).asOf()).isEqualTo(kept);
    assertThat(new ShardPageToken(TOPIC, 0, 0, 0, NOW, NOW).issuedAt()).isEqualTo(kept);
    assertThat(new StreamPageToken("s", NOW).issuedAt()).isEqualTo(kept);
    assertThat(new ConsumerPageToken(TOPIC, "c", NOW).issuedAt()).isEqualTo(kept);
  }

  @Test
  void positionsAreNotNegative() {
    assertRefused(() -> new IteratorToken(TOPIC, -1, 0, NOW));
    assertRefused(() -> new IteratorToken(TOPIC, 0, -1, NOW));
    assertRefused(() -> new ChangeIteratorToken(TOPIC, -1, 0, 0, "abc", NOW, NOW));
    assertRefused(() -> new ChangeIteratorToken(TOPIC, 0, 256, 0, "abc", NOW, NOW));
    assertRefused(() -> new ShardPageToken(TOPIC, -1, 0, 0, NOW, NOW));
    assertRefused(() -> new ShardPageToken(TOPIC, 0, -1, 0, NOW, NOW));
    assertRefused(() -> new ShardPageToken(TOPIC, 0, 128, 0, NOW, NOW));
  }

  @Test
  void namesAreAsciiAndOfTheirLength() {
    assertRefused(() -> new ConsumerPageToken(TOPIC, "", NOW));
    assertRefused(() -> new ConsumerPageToken(TOPIC, "x".repeat(129), NOW));
    assertRefused(() -> new ConsumerPageToken(TOPIC, "\u00e9", NOW));
    assertRefused(() -> new ChangeIteratorToken(TOPIC, 0, 0, 0, "ab", NOW, NOW));
    assertRefused(() -> new ChangeIteratorToken(TOPIC, 0, 0, 0, "x".repeat(256), NOW, NOW));
    assertRefused(() -> new ChangeIteratorToken(TOPIC, 0, 0, 0, "ab\u00e9", NOW, NOW));
    assertRefused(() -> new StreamPageToken("", NOW));
    assertRefused(() -> new StreamPageToken("x".repeat(129), NOW));
    assertRefused(() -> new StreamPageToken("\u00e9", NOW));
  }

  private static void assertRefused(Runnable creation) {
    assertThatThrownBy(creation::run).isInstanceOf(IllegalArgumentException.class);
  }
}
