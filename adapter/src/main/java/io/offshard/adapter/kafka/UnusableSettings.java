// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import org.apache.kafka.common.KafkaException;

/**
 * No Kafka client can be made with the settings that the user gave. The message is Kafka's, for
 * example that no bootstrap address can be resolved.
 */
public final class UnusableSettings extends KafkaException {
  private static final long serialVersionUID = 1L;

  UnusableSettings(KafkaException cause) {
    super(deepest(cause).getMessage(), cause);
  }

  private static Throwable deepest(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
