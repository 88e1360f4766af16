// SPDX-License-Identifier: Apache-2.0

/**
 * The core's ports to Kafka: topics, partitions read and written. Uses {@code service}, the Kafka
 * clients, and of {@code auth} what callers prove themselves with.
 */
@NullMarked
package io.offshard.adapter.kafka;

import org.jspecify.annotations.NullMarked;
