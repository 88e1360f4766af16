// SPDX-License-Identifier: Apache-2.0
/**
 * The log of claims on shards that are pushed: which subscription of which replica is the one that
 * counts is decided by where its claim stands in a topic. Uses {@code kafka}, {@code
 * service.subscriptions} and {@code mapping.subscription}.
 */
@NullMarked
package io.offshard.adapter.kafka.seats;

import org.jspecify.annotations.NullMarked;
