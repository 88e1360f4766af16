// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.subscriptions;

import java.time.Duration;

/**
 * How long things take in a subscription.
 *
 * @param life after which it ends in order, and its client subscribes again
 * @param silence after which it is told that there is nothing new
 * @param outage for how long Kafka may be away before the subscription fails
 */
public record SubscriptionTimes(Duration life, Duration silence, Duration outage) {}
