// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.mapping.lineage.ConsumerId;

/** What a ResourceARN names. */
sealed interface Resource {

  /** The stream, or the one that the consumer is of. */
  String stream();

  /** A stream. */
  record OfStream(String stream) implements Resource {}

  /** A consumer of a stream. */
  record OfConsumer(String stream, ConsumerId consumer) implements Resource {}
}
