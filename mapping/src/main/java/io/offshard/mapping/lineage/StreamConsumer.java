// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application that is registered to have the records of a stream pushed to it. Immutable.
 *
 * @param tags the owner's labels, at most {@link StreamSettings#MAX_TAGS}
 * @param policy who else may use it, as the owner has written it; null without
 */
public record StreamConsumer(ConsumerId id, Map<String, String> tags, @Nullable String policy) {

  public StreamConsumer {
    tags = Map.copyOf(tags);
  }

  /** The name that it was registered under. */
  public String name() {
    return id.name();
  }

  StreamConsumer withTags(Map<String, String> all) {
    return new StreamConsumer(id, all, policy);
  }

  StreamConsumer withPolicy(@Nullable String text) {
    return new StreamConsumer(id, tags, text);
  }
}
