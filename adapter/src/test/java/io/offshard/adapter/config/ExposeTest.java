// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.lineage.KeyPlacement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExposeTest {

  @Test
  void patternsAreAListInTheFileAndInTheEnvironment() {
    String yaml =
        """
        streams:
          expose: ['*-events', orders, a?]
          native: {alter: true, partitioner: crc32, poll: 100ms}
        """;
    Config.Streams streams = ConfigLoader.load(Profile.DEV, yaml, Map.of()).streams();

    assertThat(streams.expose()).containsExactly("*-events", "orders", "a?");
    assertThat(streams.ofOthers())
        .isEqualTo(new Config.NativeStreams(true, KeyPlacement.CRC32, Duration.ofMillis(100)));
    assertThat(
            ConfigLoader.load(Profile.DEV, yaml, Map.of("OFFSHARD_STREAMS_EXPOSE", "[x, 'y*']"))
                .streams()
                .expose())
        .containsExactly("x", "y*");
  }

  @Test
  void nothingIsExposedUnlessItIsAskedFor() {
    Config.Streams streams = ConfigLoader.load(Profile.DEV, "", Map.of()).streams();

    assertThat(streams.expose()).isEmpty();
    assertThat(streams.ofOthers())
        .isEqualTo(new Config.NativeStreams(false, KeyPlacement.MURMUR2, Duration.ofSeconds(5)));
  }
}
