// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.subscription;

import java.util.UUID;

/**
 * What only one subscription can have at a time: a shard, for a consumer.
 *
 * @param topicId of the stream's topic, which tells it from an earlier one of the same name
 * @param consumer the consumer's name
 * @param consumerSecond when the consumer was registered, in seconds since 1970, which tells it
 *     from an earlier one of the same name
 */
public record SubscriptionKey(UUID topicId, int shard, String consumer, long consumerSecond) {

  /** The key of its records in the log. */
  @Override
  public String toString() {
    return topicId + "/" + shard + "/" + consumer + ":" + consumerSecond;
  }
}
