// SPDX-License-Identifier: Apache-2.0

/**
 * The lineage log as a compacted Kafka topic. Uses {@code service}, {@code kafka} and the Kafka
 * clients.
 */
@NullMarked
package io.offshard.adapter.lineage;

import org.jspecify.annotations.NullMarked;
