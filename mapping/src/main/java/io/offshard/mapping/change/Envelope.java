// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** How one of Kafka Connect's converters has packed a value and its schema. Thread-safe. */
interface Envelope {

  /**
   * Opens a key or value. What is not packed so is an unchecked exception that {@link GuardedForm}
   * knows.
   */
  Opened open(byte[] bytes);

  /**
   * What an envelope held.
   *
   * @param schema of the payload; null where none came with it
   */
  record Opened(@Nullable ConnectSchema schema, JsonValue payload) {}
}
