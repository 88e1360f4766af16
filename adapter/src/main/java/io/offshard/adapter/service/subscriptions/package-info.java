// SPDX-License-Identifier: Apache-2.0
/**
 * Records that are pushed: what a subscription tells, and which of several is the one that counts.
 * Uses {@code service} and {@code mapping}; Kafka is behind ports.
 */
@NullMarked
package io.offshard.adapter.service.subscriptions;

import org.jspecify.annotations.NullMarked;
