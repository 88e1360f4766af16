// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import org.junit.jupiter.api.Test;

/**
 * A round trip through the broker that tests share, which {@link ContainersIT} wants to be a
 * container.
 */
final class KafkaInAContainer {

  @Test
  void keepsWhatWasPut() {
    LiveStream stream = LiveStream.create(JavaClients.shared(), 1);
    stream.put(0, "key", "hello".getBytes(UTF_8));
    assertThat(stream.texts(0)).containsExactly("hello");
  }
}
