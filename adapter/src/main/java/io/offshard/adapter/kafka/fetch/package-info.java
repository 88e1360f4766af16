// SPDX-License-Identifier: Apache-2.0

/**
 * Reads partitions with fetch requests of its own, many shards in one request, because a Kafka
 * consumer cannot jump about cheaply. Uses internals of the Kafka clients, which no other package
 * may, and {@code kafka}.
 */
@NullMarked
package io.offshard.adapter.kafka.fetch;

import org.jspecify.annotations.NullMarked;
