// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.service.StreamAttachments;
import io.offshard.mapping.lineage.ConsumerId;
import org.jspecify.annotations.Nullable;

/** What a ResourceARN names. */
sealed interface Resource {

  /** The stream, or the one that the consumer is of. */
  String stream();

  /** Says who else may use it; nobody where the text is null. */
  default void allow(StreamAttachments attachments, @Nullable String policy) {
    switch (this) {
      case OfStream(String stream) -> attachments.allow(stream, policy);
      case OfConsumer(String stream, ConsumerId id) -> attachments.allow(stream, id, policy);
    }
  }

  /** A stream. */
  record OfStream(String stream) implements Resource {}

  /** A consumer of a stream. */
  record OfConsumer(String stream, ConsumerId consumer) implements Resource {}
}
