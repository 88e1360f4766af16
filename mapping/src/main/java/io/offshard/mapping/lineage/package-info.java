// SPDX-License-Identifier: Apache-2.0

/**
 * What the lineage log says: streams, their shards and settings, as an immutable image that changes
 * only by events applied in log order. Uses {@code stream}, {@code hash} and {@code shape}; knows
 * no dialect and no Kafka.
 */
@NullMarked
package io.offshard.mapping.lineage;

import org.jspecify.annotations.NullMarked;
