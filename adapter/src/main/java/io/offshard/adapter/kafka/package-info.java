// SPDX-License-Identifier: Apache-2.0

/**
 * The core's ports to Kafka: topics, partitions read and written. Uses {@code service} and the
 * Kafka clients.
 */
@NullMarked
package io.offshard.adapter.kafka;

import org.jspecify.annotations.NullMarked;
