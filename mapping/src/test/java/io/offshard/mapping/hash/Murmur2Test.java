// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Murmur2Test {
  /** The values that Kafka's own UtilsTest expects, without their sign. */
  private static final Map<String, Integer> KAFKAS =
      Map.of(
          "21", -973932308 & Integer.MAX_VALUE,
          "foobar", -790332482 & Integer.MAX_VALUE,
          "a-little-bit-long-string", -985981536 & Integer.MAX_VALUE,
          "a-little-bit-longer-string", -1486304829 & Integer.MAX_VALUE,
          "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971 & Integer.MAX_VALUE,
          "abc", 479470107);

  @Example
  void hashesAreKafkas() {
    assertThat(KAFKAS)
        .allSatisfy(
            (key, hash) ->
                assertThat(Murmur2.of(ByteBuffer.wrap(key.getBytes(UTF_8)))).isEqualTo(hash));
  }

  @Property
  void onlyWhatRemainsCounts(@ForAll byte[] key) {
    ByteBuffer padded = ByteBuffer.allocate(key.length + 5).position(3).put(key).flip().position(3);

    assertThat(Murmur2.of(padded)).isEqualTo(Murmur2.of(ByteBuffer.wrap(key))).isNotNegative();
    assertThat(padded.remaining()).isEqualTo(key.length);
  }
}
